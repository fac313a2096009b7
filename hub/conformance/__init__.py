"""The suite that every channel inherits, ours and everybody else's.

Write a harness: how the outside of an account is played. Then inherit the tests; pytest with
pytest-asyncio (`asyncio_mode = "auto"`) does the rest, and nothing of a hub has to run:

```python
class TestPigeons(ChannelConformance):
    @pytest.fixture
    async def harness(self) -> AsyncIterator[Harness]:
        async with PigeonLoft() as loft:
            yield PigeonHarness(loft)
```

What is tested: order; second deliveries; nothing acknowledged before the hub has it, whenever the
hub dies; slow and absent providers; names that tell nothing; every error of `contracts.errors` that
the outside can lead to, with the outside's own ledger as the judge; health, manifest, settings. A
channel that is called inherits `CalledHarness`, whose caller tells again until it is thanked.
"""

from hub.conformance.called import CalledHarness
from hub.conformance.harness import Harness
from hub.conformance.suite import ChannelConformance

__all__ = ["CalledHarness", "ChannelConformance", "Harness"]
