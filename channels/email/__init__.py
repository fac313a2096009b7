"""E-mail, by IMAP and SMTP."""

from channels.email.channel import EmailChannel
from channels.email.settings import EmailSettings
from contracts.channel import FileLimits, Manifest, Provider
from contracts.inbound import AddressKind

provider = Provider(
    manifest=Manifest(
        name="email",
        title="E-mail",
        identity_kinds=(AddressKind.EMAIL,),
        text_limit=1_000_000,
        threads=True,
        files=FileLimits(count=20, size=20_000_000),
        secrets=frozenset({"password", "smtp_password"}),
    ),
    settings=EmailSettings,
    open=EmailChannel,
)
