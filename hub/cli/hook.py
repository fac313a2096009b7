"""Where an account that is called is called: what the operator enters at the provider."""

from hub.accounts.hooks import called
from hub.cli import ports
from hub.settings import Settings
from hub.vault.channels import Account


def hook_of(settings: Settings, account: Account) -> str | None:
    """Where the account is called; channels may have more below it. None where nobody calls."""
    if not called(account.channel):
        return None
    begin = settings.api_url or ports.url(ports.as_noted(settings))
    return f"{begin.rstrip('/')}/hooks/{account.name}"


def hook_told(settings: Settings, account: Account) -> str:
    """The same in a sentence, with what is missing; empty where nobody calls it."""
    hook = hook_of(settings, account)
    if hook is None:
        return ""
    told = f"It is called at {hook}: that is what the provider or the site has to know."
    if settings.api_url is None:
        told += " From outside only once OMNIHUB_API_URL says how the hub is reached."
    return told
