"""Content credentials (C2PA): what they amount to, without ever asking the network.

A hostile picture would otherwise make the reader fetch a remote manifest or ask for a certificate's state.
"""

import json
from pathlib import Path
from typing import Any

from app.reading.findings import Findings
from app.reading.records import C2paState, RawTag, ReadSnapshot
from app.reading.text import escaped
from resources.remarks import remark

MAX_DETAIL = 2_000_000
"""Characters of the manifest store that are kept."""
NONE = C2paState("none", None, (), None)
# handed to each Reader: load_settings() did not keep c2pa-python 0.38 from fetching. Trust is still verified:
# without that, failures would be hidden
_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}


def read(path: Path, media_type: str, embedded: bool, findings: Findings) -> C2paState:
    """Judge the credentials. `embedded`: a box of them was seen; else at most a remote URL is known."""
    url = findings.remote_manifest
    if not embedded:
        return C2paState("remote manifest not fetched", url, (), None) if url else NONE
    # Imported here, because the native library takes 90 ms to load and few files need it.
    import c2pa  # type: ignore[import-untyped]  # it ships no types

    version = c2pa.sdk_version()
    try:
        context = c2pa.Context.from_dict(_OFFLINE)
        with path.open("rb") as stream, c2pa.Reader(media_type, stream, context=context) as reader:
            results: dict[str, Any] = reader.get_validation_results() or {}
            state, detail = str(reader.get_validation_state()), reader.json()
    except c2pa.C2paError as error:
        return _failed(error, url, findings)
    _keep(detail, version, findings)
    codes = _codes(results)
    kept = detail if len(detail) <= MAX_DETAIL else None
    if kept is None:
        findings.problems.append(remark("credentials too long"))
    if state == "Trusted":
        return C2paState("trusted", url, codes, kept)
    if state == "Valid":
        return C2paState("valid, signer not on the trust list", url, codes, kept)
    return C2paState("invalid", url, codes, kept)


def _failed(error: Exception, url: str | None, findings: Findings) -> C2paState:
    text = escaped(str(error), 300)
    if "RemoteManifest" in text or "remote" in text.lower():
        return C2paState("remote manifest not fetched", url or _url(text), (), None)
    if "ManifestNotFound" in text:
        return C2paState("remote manifest not fetched", url, (), None) if url else NONE
    findings.problems.append(remark("credentials unreadable", why=text))
    return C2paState("invalid", url, (text.split(":", 1)[0],), None)


def _url(text: str) -> str | None:
    return next(
        (word.strip("\"'()") for word in text.split() if word.startswith(("http://", "https://"))), None
    )


def _codes(results: dict[str, Any]) -> tuple[str, ...]:
    """Failures of the active manifest, then of its ingredients, each once."""
    found = [str(item.get("code")) for item in results.get("activeManifest", {}).get("failure", [])]
    for delta in results.get("ingredientDeltas") or []:
        failures = delta.get("validationDeltas", {}).get("failure", [])
        found += [f"ingredient: {item.get('code')}" for item in failures]
    return tuple(dict.fromkeys(found))


def _keep(detail: str, version: str, findings: Findings) -> None:
    """The active manifest's own statements as raw tags, and its source type where nothing else gave one."""
    store = json.loads(detail)
    manifest = store.get("manifests", {}).get(store.get("active_manifest"), {})
    tags = [
        RawTag("C2PA", "manifest", name, escaped(str(manifest[name])))
        for name in ("title", "format", "claim_generator", "instance_id", "label")
        if manifest.get(name)
    ]
    issuer = manifest.get("signature_info", {})
    tags += [RawTag("C2PA", "signature", name, escaped(str(value))) for name, value in issuer.items()]
    findings.snapshots.append(
        ReadSnapshot("c2pa-python", version, findings.read_at, tuple(tags), none_found=not tags)
    )
    if findings.digital_source_type is None:
        findings.digital_source_type = _source_type(manifest)


def _source_type(manifest: dict[str, Any]) -> str | None:
    """`digitalSourceType` of the act that created the picture."""
    for assertion in manifest.get("assertions", []):
        if not str(assertion.get("label", "")).startswith("c2pa.actions"):
            continue
        for action in assertion.get("data", {}).get("actions", []):
            if action.get("action") == "c2pa.created" and action.get("digitalSourceType"):
                return str(action["digitalSourceType"]).rpartition("/")[2][:100] or None
    return None
