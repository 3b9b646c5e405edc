"""XMP packets flattened into properties with their namespaces (ISO 16684-1), parsed without entities."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

import defusedxml
from defusedxml.ElementTree import fromstring

from app.reading.text import clean
from resources.remarks import remark

MAX_PROPERTIES = 3_000
# structures in arrays in structures; Python's stack ends far behind
MAX_DEPTH = 12
_LONGEST_REASON = 200
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://cipa.jp/exif/1.0/": "exifEX",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://www.dji.com/drone-dji/1.0/": "drone-dji",
    "http://ns.adobe.com/xap/1.0/sType/ResourceRef#": "stRef",
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#": "stEvt",
    "http://ns.adobe.com/camera-raw-settings/1.0/": "crs",
    "http://ns.google.com/photos/1.0/panorama/": "GPano",
}
_ARRAYS = frozenset({f"{{{RDF}}}Alt", f"{{{RDF}}}Bag", f"{{{RDF}}}Seq"})
_DESCRIPTION = f"{{{RDF}}}Description"
_ENVELOPE = re.compile(rb"<(?P<tag>[\w.-]*:?(?:xmpmeta|xapmeta|RDF))[\s>].*</(?P=tag)\s*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One leaf: `path` is like "dc:description[1]" or "Iptc4xmpExt:LocationShown[1]/exif:GPSLatitude"."""

    namespace: str
    path: str
    value: str
    language: str | None = None


class XmpError(Exception):
    """The packet is no XMP: the message, a remark, says why."""


def properties(packet: bytes) -> list[Property]:
    """All leaves of a packet, at most `MAX_PROPERTIES`. Raises `XmpError` for what cannot be parsed."""
    root = _parse(packet)
    found: list[Property] = []
    for rdf in [root] if root.tag == f"{{{RDF}}}RDF" else root.iter(f"{{{RDF}}}RDF"):
        for description in rdf:
            for leaf in _leaves(description, "", "", 0):
                found.append(leaf)
                if len(found) >= MAX_PROPERTIES:
                    return found
    return found


def _parse(packet: bytes) -> Element:
    """Strict first; what fails is tried again without the bytes around the outermost XMP element."""
    try:
        try:
            # NUL is half of a letter in UTF-16, where nothing may be stripped
            return _element(packet.strip(b"\0 \t\r\n\xef\xbb\xbf") if packet[:2] not in _WIDE else packet)
        except ParseError:
            inner = _ENVELOPE.search(packet)
            if not inner:
                raise
            return _element(inner.group())
    except defusedxml.DefusedXmlException as error:
        raise XmpError(remark("XML with definitions")) from error
    except ParseError as error:
        raise XmpError(remark("XML wrong", why=clean(str(error), _LONGEST_REASON))) from error
    except (ValueError, LookupError) as error:
        raise XmpError(remark("XML in no encoding", why=clean(str(error), _LONGEST_REASON))) from error


_WIDE = (b"\xff\xfe", b"\xfe\xff")


def _element(data: bytes) -> Element:
    # entities may unpack to gigabytes or read files; XMP has no DTD
    root: Element = fromstring(data, forbid_dtd=True)
    return root


def _leaves(element: Element, namespace: str, path: str, depth: int) -> Iterator[Property]:
    """Attributes of a description or structure, then its children."""
    if depth > MAX_DEPTH:
        return
    for key, value in element.attrib.items():
        uri, local = _split(key)
        if uri not in (RDF, _XML, ""):
            yield Property(namespace or uri, f"{path}{_name(uri, local)}", value)
    for child in element:
        uri, local = _split(child.tag)
        yield from _property(child, namespace or uri, f"{path}{_name(uri, local)}", depth + 1)


def _property(element: Element, namespace: str, path: str, depth: int) -> Iterator[Property]:
    """A text, a link, an array or a structure."""
    link = element.get(f"{{{RDF}}}resource")
    if link is not None:
        yield Property(namespace, path, link)
    children = list(element)
    if len(children) == 1 and children[0].tag in _ARRAYS:
        for index, item in enumerate(children[0], 1):
            yield from _property(item, namespace, f"{path}[{index}]", depth + 1)
    elif len(children) == 1 and children[0].tag == _DESCRIPTION:
        yield from _leaves(children[0], namespace, f"{path}/", depth)
    elif children or _has_fields(element):
        yield from _leaves(element, namespace, f"{path}/", depth)
    elif link is None:
        yield Property(namespace, path, element.text or "", _language(element))


def _has_fields(element: Element) -> bool:
    return any(_split(key)[0] not in (RDF, _XML, "") for key in element.attrib)


def _language(element: Element) -> str | None:
    language = element.get(f"{{{_XML}}}lang")
    return None if language in (None, "", "x-default") else language


def _split(tag: str) -> tuple[str, str]:
    uri, _, local = tag.rpartition("}")
    return uri.removeprefix("{"), local


def _name(uri: str, local: str) -> str:
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else local
