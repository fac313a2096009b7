"""The tables of the vault, as `migrations` makes them step by step."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Sequence,
    Table,
    Text,
    Uuid,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.errors import Misconfigured
from hub.log.sealing import BrokenSeal, Secret, seal, unseal
from hub.vault.migrate import migrate_vault

metadata = MetaData()

data_keys = Table(
    "data_keys",
    metadata,
    Column("key_id", Uuid, primary_key=True),
    Column("wrapped", LargeBinary),
    Column("destroyed_at", DateTime(timezone=True)),
)
"""Whose personal data is sealed with what; `wrapped` is empty once destroyed."""

channel_settings = Table(
    "channel_settings",
    metadata,
    Column("account", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("connected_at", DateTime(timezone=True), nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("token_id", Uuid, primary_key=True),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("employee_id", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
    Column("scopes", ARRAY(Text)),
)
"""`scopes`: the actions that a token is narrowed to; NULL: all that its role may do."""

credentials = Table(
    "credentials",
    metadata,
    Column("employee_id", Uuid, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("password_hash", Text),
    Column("totp", LargeBinary),
    Column("totp_asked", LargeBinary),
    Column("totp_step", BigInteger),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
"""By what somebody signs in; `totp_asked` is a second factor that is not confirmed yet."""

sessions = Table(
    "sessions",
    metadata,
    Column("session_id", Uuid, primary_key=True),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("employee_id", Uuid, nullable=False, index=True),
    Column("device", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
)

links = Table(
    "links",
    metadata,
    Column("link_id", Uuid, primary_key=True),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("purpose", Text, nullable=False),
    Column("employee_id", Uuid, index=True),
    Column("login", Text),
    Column("address", LargeBinary),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    Column("used_by", BigInteger),
)
"""`address`, sealed: what is bound by using it; `used_by`: the inbound that a code came with."""

attempts = Table(
    "attempts",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("blocked_until", DateTime(timezone=True)),
    Column("told_at", DateTime(timezone=True)),
)


secret_check = Table(
    "secret_check",
    metadata,
    Column("only", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""One block, sealed at the first start: it opens only under the secret that sealed all the rest."""

draft_versions = Sequence("draft_versions", metadata=metadata)
"""Every saving of any draft has a number of its own."""

drafts = Table(
    "drafts",
    metadata,
    Column("employee_id", Uuid, primary_key=True),
    Column("conversation_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""What employees typed and did not send yet."""

saved_views = Table(
    "saved_views",
    metadata,
    Column("view_id", Uuid, primary_key=True),
    Column("employee_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("filter", JSONB, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
)
"""Lists of conversations that employees have given a name."""

uploads = Table(
    "uploads",
    metadata,
    Column("upload_id", Uuid, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("touched_at", DateTime(timezone=True), nullable=False),
)
"""Files that somebody may send: `owner` as the log names actors, `touched_at` when last wanted."""


async def check_secret(engine: AsyncEngine, secret: Secret) -> None:
    """Refuse a secret that is not the one this vault was made with.

    Raises:
        Misconfigured: with what to do.
    """
    mark = b"omnihub"
    new = insert(secret_check).values(only=1, sealed=seal(secret.vault_key, mark, mark))
    async with engine.begin() as connection:
        await connection.execute(new.on_conflict_do_nothing())
        sealed = (await connection.execute(select(secret_check.c.sealed))).scalar_one()
    try:
        unseal(secret.vault_key, sealed, mark)
    except BrokenSeal as error:
        raise Misconfigured(
            "The deployment's secret is not the one that this vault was made with.",
            remedy="Restore the file `secret` of the data folder (or OMNIHUB_SECRET) from its "
            "backup; nothing that is sealed can be read with another one.",
        ) from error


async def ensure_vault(engine: AsyncEngine) -> None:
    """Have the tables as this version knows them.

    Raises:
        Misconfigured: the vault is of a newer version than this code.
    """
    await migrate_vault(engine)
