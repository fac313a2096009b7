"""Mail that no person wrote opens nothing; mail that a person wrote is never taken for it."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from channels.email.parse import mail as parse
from contracts.inbound import Machine
from tests.email.mails import ANNA, bounce, mail


def machine(raw: bytes) -> Machine | None:
    return parse.whole(raw, ANNA)[0].machine


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (bounce(b"Subject: Price\r\n"), Machine.BOUNCE),
        (mail(X_Failed_Recipients="x@client.test"), Machine.BOUNCE),
        (
            mail(sender="Mail Delivery System <mailer-daemon@mx.test>", Return_Path="<>"),
            Machine.BOUNCE,
        ),
        (mail(sender="postmaster@mx.test", Subject="Undeliverable: Price"), Machine.BOUNCE),
        (
            mail(sender="noreply@mx.test", Return_Path="<>", Subject="Письмо не доставлено"),
            Machine.BOUNCE,
        ),
        (mail(Auto_Submitted="auto-replied"), Machine.AUTO_REPLY),
        (mail(Auto_Submitted="auto-generated (vacation)"), Machine.AUTO_REPLY),
        (mail(X_Autoreply="yes"), Machine.AUTO_REPLY),
        (mail(X_Autorespond="Re: Price"), Machine.AUTO_REPLY),
        (mail(Precedence="auto_reply"), Machine.AUTO_REPLY),
        (mail(Subject="Автоответ: Price", Return_Path="<>"), Machine.AUTO_REPLY),
        (
            mail(Subject="Automatic reply: Price", X_Auto_Response_Suppress="All"),
            Machine.AUTO_REPLY,
        ),
        (mail(List_Id="<news.shop.test>"), Machine.LIST),
        (mail(List_Unsubscribe="<mailto:x@shop.test>", Precedence="bulk"), Machine.LIST),
        (mail(Precedence="junk"), Machine.LIST),
        (mail(Content_Type="multipart/report; report-type=feedback-report"), Machine.REPORT),
        (
            mail(Content_Type='multipart/report; report-type="disposition-notification"'),
            Machine.REPORT,
        ),
        (mail(sender=f"Anna <{ANNA.upper()}>"), Machine.OWN),
        (mail(X_Omnihub_Loop="1"), Machine.OWN),
    ],
)
def test_a_machine_is_known(raw: bytes, kind: Machine) -> None:
    assert machine(raw) is kind


@pytest.mark.parametrize(
    "raw",
    [
        mail(),
        mail(Auto_Submitted="no"),
        mail(X_Auto_Response_Suppress="All"),
        mail(Subject="Out of office furniture, what is the price?"),
        mail(Subject="Re: Undelivered Mail Returned to Sender"),
        mail(Subject="Fwd: Undeliverable: Price"),
        mail(List_Unsubscribe="<mailto:x@shop.test>"),
        mail(Return_Path="<>"),
        mail(b"My parcel could not be delivered, where is it?"),
        mail(Content_Type="text/plain; report-type=delivery-status"),
    ],
)
def test_a_person_is_not_taken_for_a_machine(raw: bytes) -> None:
    assert machine(raw) is None


def test_real_bounces_are_known() -> None:
    given = os.environ.get("OMNIHUB_CORPORA")
    if not given:
        pytest.skip("OMNIHUB_CORPORA does not name a folder of real mails")
    folder = Path(given) / "sisimai-set-of-emails"
    expected = json.loads((folder / "expected.json").read_text())

    bounces = [entry["file"] for entry in expected if entry["kind"] == "bounce"]
    kinds = Counter(machine((folder / file).read_bytes()) for file in bounces)

    assert kinds[Machine.BOUNCE] / len(bounces) > 0.98
