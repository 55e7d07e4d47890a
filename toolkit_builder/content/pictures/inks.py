"""Colour profiles of a printing works, which lie among the pictures of a toolkit."""

import io


def is_for_inks(data: bytes) -> bool:
    """Whether a file is a whole ICC profile of an output device with cyan, magenta, yellow and black.

    Source: ICC.1, 7.2: size, profile class, data colour space and signature stand in the header of 128 bytes.
    """
    whole = 128 < int.from_bytes(data[:4], "big") <= len(data)
    if not whole or (data[12:20], data[36:40]) != (b"prtrCMYK", b"acsp"):
        return False
    from PIL import ImageCms  # only where a brand has such a file

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), profile, "RGB", "CMYK")
    except (ImageCms.PyCMSError, OSError):
        return False
    return True
