"""Website: forms on the company's pages, and where their visitors come from."""

from channels.website.channel import Website
from channels.website.settings import Settings
from contracts.channel import Manifest, Provider

provider = Provider(
    manifest=Manifest(
        name="website",
        title="Website forms",
        identity_kinds=(),
        text_limit=0,
        attachments=True,
        called=True,
        sends=False,
    ),
    settings=Settings,
    open=Website,
)
"""What the entry point `omnihub.channels` names."""
