"""Plain pages: about the archive, and whatever has no kind of its own yet."""

from generator.kinds.base import Kind
from generator.model.front_matter import FrontMatter

KIND = Kind("sider", FrontMatter, points=True)
