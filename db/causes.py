"""What the system says where a file or a disk is at fault, as a remark: it is kept, and it is translated."""

import errno

from resources.messages import shown
from resources.remark import Remark
from resources.remarks import remark

_NO_SPACE = remark("no space")
_REFUSED = remark("no permission")
_TOO_MANY = remark("too many open")
_UNREACHABLE = remark("no answer of the disk")
_CAUSES = {
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.EACCES: _REFUSED,
    errno.EPERM: _REFUSED,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ESTALE: _UNREACHABLE,
    errno.ETIMEDOUT: _UNREACHABLE,
    errno.ENOTCONN: _UNREACHABLE,
    errno.EHOSTDOWN: _UNREACHABLE,
    errno.ENOENT: remark("no such file"),
    errno.EEXIST: remark("file exists"),
    errno.ENOTDIR: remark("not a directory"),
    errno.EISDIR: remark("is a directory"),
    errno.ENOTEMPTY: remark("not empty"),
    errno.EROFS: remark("read only"),
    errno.EIO: remark("input or output"),
    errno.ENODEV: remark("no device"),
    errno.ENXIO: remark("no device"),
    errno.EBUSY: remark("in use"),
    errno.ENAMETOOLONG: remark("name too long"),
    errno.EFBIG: remark("file too large"),
    errno.ELOOP: remark("links in a circle"),
    errno.ENOMEM: remark("no memory"),
    errno.EPIPE: remark("nobody reads"),
}


def cause(error: OSError) -> str:
    """Why, without the path; in the system's own words where it is none of those that happen to people."""
    # raised by the program itself, which knows more than the number says
    if isinstance(error.strerror, Remark):
        return error.strerror
    return _CAUSES.get(error.errno or 0) or error.strerror or str(error) or remark("cause unknown")


def cause_words(error: OSError) -> str:
    """`cause` in the reader's language, for the middle of a sentence."""
    return shown(cause(error))
