"""Takes files in up to a bound: of what is larger only the size is remembered, so that nobody can fill memory or disk."""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from weerbaar.portal.assessments.papers import MOST_BYTES


class CappedUpload(FileUploadHandler):
    """Keeps at most one byte more than may be taken. `size` of the file is what was really sent."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self._kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = MOST_BYTES + 1 - self._kept.tell()
        if room > 0:
            self._kept.write(raw_data[:room])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept, self.field_name, self.file_name, self.content_type or "", file_size, self.charset
        )
