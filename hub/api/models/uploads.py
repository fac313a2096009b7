"""Files that may be sent, as the API shows them."""

from uuid import UUID

from pydantic import BaseModel

from hub.uploads.kept import Upload


class UploadedFile(BaseModel):
    """A file that its uploader may send; `size` in bytes. Void a day after it was last wanted."""

    upload_id: UUID
    name: str
    media_type: str
    size: int

    @classmethod
    def of(cls, upload: Upload) -> "UploadedFile":
        """What its owner needs to know."""
        file = upload.file
        return cls(
            upload_id=upload.upload_id, name=file.name, media_type=file.media_type, size=file.size
        )
