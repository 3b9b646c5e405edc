"""Reading files: media type, metadata, thumbnails and perceptual hash; nothing here knows the catalogue."""
