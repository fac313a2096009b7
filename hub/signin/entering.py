"""Entering: by a login, a password and, where there is one, the code of a second factor.

Whatever is wrong, the answer and the work are the same: nobody learns who works here.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from contracts.errors import Transient, Unauthenticated
from contracts.ids import EmployeeId
from contracts.signin import EmployeeSignInFailed
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.signin import counting
from hub.signin.counting import Caller
from hub.signin.noting import note
from hub.signin.staff import working
from hub.signin.totp import step_of
from hub.vault.credentials import Credential

_WRONG = "the login, the password or the code is wrong"
_CODE = "the code of your authenticator app is needed"
_WRONG_CODE = "this code is wrong, or was used before; take the next one"

log = structlog.get_logger()
_noting: set[asyncio.Task[None]] = set()


async def enter(
    house: House, login: str, password: str, code: str | None, caller: Caller
) -> EmployeeId:
    """Who it is.

    Raises:
        Unauthenticated: something is wrong; with `field` "code" where only that is missing.
        TooOften: there were too many attempts.
        Transient: too many are signing in now, or an engine does not answer.
    """
    counted = counting.counters(house, login, caller)
    await counting.begin(house, counted)
    try:
        credential = await house.signin.credentials.by_login(login)
        right = await _proves(house, credential, password)
    except Transient:
        await counting.take_back(house, counted)
        raise
    if credential is None or not right:
        tell = await house.signin.attempts.to_be_told(counted[0].key)
        if tell and credential:
            _later(_note_failure(house, credential.employee_id))
        raise Unauthenticated(_WRONG)
    if credential.totp and code is None:
        await counting.take_back(house, counted)
        raise Unauthenticated(_CODE, field="code")
    if credential.totp:
        await check_code(house, credential, code or "")
    await counting.succeeded(house, counted)
    return credential.employee_id


async def _proves(house: House, credential: Credential | None, password: str) -> bool:
    """Whether it is the password of somebody who works here."""
    here = await working(house, credential.employee_id if credential else None)
    kept = credential.password_hash if credential else None
    right = await house.signin.passwords.verify(kept, password)
    if credential is None or kept is None or here is None or not right:
        return False
    if house.signin.passwords.outdated(kept):
        new = await house.signin.passwords.hashed(password)
        await house.signin.credentials.set_password(credential.employee_id, new)
    return True


async def check_code(house: House, credential: Credential, code: str) -> None:
    """Take the code; it is worth nothing afterwards.

    Raises:
        Unauthenticated: it is wrong, or was used.
    """
    step = step_of(credential.totp or "", code, house.clock())
    if step is None or not await house.signin.credentials.use_step(credential.employee_id, step):
        raise Unauthenticated(_WRONG_CODE, field="code")


async def _note_failure(house: House, employee: EmployeeId) -> None:
    try:
        await note(house, "nobody", EmployeeSignInFailed(employee_id=employee), employee)
    except ENGINE_FAULTS as error:
        log.warning("signin.not_noted", reason=type(error).__name__)


def _later(work: Coroutine[Any, Any, None]) -> None:
    """After the answer: what is written for some only would tell who they are."""
    task = asyncio.create_task(work)
    _noting.add(task)
    task.add_done_callback(_noting.discard)
