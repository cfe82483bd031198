"""Commands of LaTeX that stand in bibliographies, and what they mean in Unicode and CSL."""

from __future__ import annotations

from collections.abc import Mapping

NOCASE = ('<span class="nocase">', "</span>")
"""CSL's marks around text whose case stays as it is."""

SMALL_CAPS = ('<span style="font-variant: small-caps;">', "</span>")
_ITALIC = ("<i>", "</i>")
_BOLD = ("<b>", "</b>")
SUPERSCRIPT = ("<sup>", "</sup>")
SUBSCRIPT = ("<sub>", "</sub>")

ACCENTS: Mapping[str, str] = {
    # LaTeX2e, table «Accents»; the combining character of each
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    # fontenc T4 and vntex
    "G": "\u030f",
    "U": "\u030e",
    "h": "\u0309",
    "textcommabelow": "\u0326",
    "f": "\u0311",
    # The same accents inside math
    "acute": "\u0301",
    "grave": "\u0300",
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0304",
    "breve": "\u0306",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "vec": "\u20d7",
}
"""Accent command to the combining character that follows the letter."""

BARE_ACCENTS: Mapping[str, str] = {
    "\u0300": "`",
    "\u0301": "´",
    "\u0302": "^",
    "\u0303": "~",
    "\u0308": "¨",
    "\u0304": "¯",
    "\u0306": "˘",
    "\u0307": "˙",
    "\u030a": "˚",
    "\u030b": "˝",
    "\u030c": "ˇ",
    "\u0327": "¸",
    "\u0328": "˛",
}
"""Combining character to what an accent over nothing prints, as in ``\\~{}``."""

SYMBOLS: Mapping[str, str] = {
    # Escaped signs
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}",
    "backslash": "\\", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textunderscore": "_", "textdollar": "$", "textbar": "|", "textless": "<",
    "textgreater": ">", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{",
    "rbrace": "}", "textasteriskcentered": "∗", "slash": "/", "textquotedbl": '"',
    "textasciigrave": "`", "textquotesingle": "'", "lbrack": "[", "rbrack": "]",
    # Spaces and hyphens
    " ": " ", "\n": " ", "\t": " ", ",": "\u202f", "thinspace": "\u2009", ";": "\u2005",
    ":": "\u2005", ">": "\u2005", "!": "", "enspace": "\u2002", "quad": "\u2003",
    "qquad": "\u2003\u2003", "nobreakspace": "\u00a0", "space": " ", "-": "", "/": "",
    "@": "", "*": "", "+": "", "\\": " ", "newline": " ", "linebreak": " ", "par": " ",
    "hyphen": "-", "nobreakdash": "", "textcompwordmark": "", "null": "", "protect": "",
    "relax": "", "noindent": "", "ignorespaces": "", "allowbreak": "", "bibrangedash": "–",
    "bibrangessep": ", ", "bibinitperiod": ".", "bibinitdelim": " ", "bibnamedelima": " ",
    # Letters
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ",
    "th": "þ", "TH": "Þ", "i": "ı", "j": "ȷ", "imath": "ı", "jmath": "ȷ", "ng": "ŋ",
    "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "textordfeminine": "ª", "textordmasculine": "º",
    "textschwa": "ə",
    # Quotes and dashes
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "lq": "‘", "rq": "’",
    "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "glqq": "„", "grqq": "“", "flqq": "«",
    "frqq": "»", "glq": "‚", "grq": "‘", "textexclamdown": "¡", "textquestiondown": "¿",
    # Signs
    "ldots": "…", "dots": "…", "textellipsis": "…", "cdots": "⋯", "S": "§", "P": "¶",
    "textsection": "§", "textparagraph": "¶", "dag": "†", "ddag": "‡", "dagger": "†",
    "ddagger": "‡", "textdagger": "†", "textdaggerdbl": "‡", "pounds": "£",
    "textsterling": "£", "euro": "€", "texteuro": "€", "textcent": "¢", "textyen": "¥",
    "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™",
    "textdegree": "°", "degree": "°", "textmu": "µ", "micro": "µ", "textohm": "Ω",
    "textperthousand": "‰", "textbullet": "•", "textperiodcentered": "·",
    "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³",
    "textpm": "±", "texttimes": "×", "textdiv": "÷", "textminus": "−", "textnumero": "№",
    "textdegreecelsius": "℃", "celsius": "℃", "textsurd": "√", "textlnot": "¬", "checkmark": "✓",
    "textcurrency": "¤", "textbrokenbar": "¦", "textflorin": "ƒ", "textbaht": "฿",
    "textbardbl": "‖", "textpertenthousand": "‱", "textreferencemark": "※",
    "textinterrobang": "‽", "textfractionsolidus": "⁄", "textdiscount": "⁒",
    "textcolonmonetary": "₡", "textlira": "₤", "textnaira": "₦", "textwon": "₩",
    "textdong": "₫", "textpeso": "₱", "textcelsius": "℃", "textcircledP": "℗",
    "textrecipe": "℞", "textservicemark": "℠", "textmho": "℧", "textestimated": "℮",
    "textopenbullet": "◦", "textbigcircle": "◯", "textmusicalnote": "♪", "textblank": "␢",
    "textvisiblespace": "␣", "textasciidieresis": "¨", "textasciimacron": "¯",
    "textasciiacute": "´", "textasciicaron": "ˇ", "textasciibreve": "˘",
    "textacutedbl": "˝",
    "textleftarrow": "←", "textrightarrow": "→", "textuparrow": "↑", "textdownarrow": "↓",
    # Logos
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX",
    # Greek; \epsilon and \phi give the letters that running text uses, not the math variants
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε",
    "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι",
    "kappa": "κ", "varkappa": "ϰ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ",
    "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω",
    "Alpha": "Α", "Beta": "Β", "Gamma": "Γ", "Delta": "Δ", "Epsilon": "Ε", "Zeta": "Ζ",
    "Eta": "Η", "Theta": "Θ", "Iota": "Ι", "Kappa": "Κ", "Lambda": "Λ", "Mu": "Μ",
    "Nu": "Ν", "Xi": "Ξ", "Omicron": "Ο", "Pi": "Π", "Rho": "Ρ", "Sigma": "Σ", "Tau": "Τ",
    "Upsilon": "Υ", "Phi": "Φ", "Chi": "Χ", "Psi": "Ψ", "Omega": "Ω",
    # Relations and operators
    "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥",
    "lt": "<", "gt": ">", "ll": "≪", "gg": "≫", "neq": "≠", "ne": "≠", "approx": "≈",
    "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "pm": "±", "mp": "∓",
    "times": "×", "div": "÷", "cdot": "⋅", "ast": "∗", "star": "⋆", "circ": "∘",
    "bullet": "•", "oplus": "⊕", "otimes": "⊗", "cap": "∩", "cup": "∪", "in": "∈",
    "notin": "∉", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "wedge": "∧", "vee": "∨",
    "neg": "¬", "lnot": "¬", "mid": "|", "vert": "|", "parallel": "∥", "perp": "⊥",
    "to": "→", "rightarrow": "→", "longrightarrow": "→", "leftarrow": "←", "gets": "←",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔",
    "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕", "mapsto": "↦", "infty": "∞",
    "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "surd": "√",
    "sqrt": "√", "forall": "∀", "exists": "∃", "emptyset": "∅", "ell": "ℓ", "hbar": "ℏ",
    "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "prime": "′", "angle": "∠", "langle": "⟨",
    "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "bot": "⊥",
    "top": "⊤", "setminus": "∖", "triangle": "△", "diamond": "⋄", "lesssim": "≲",
    "gtrsim": "≳", "supseteq": "⊇", "asymp": "≍", "doteq": "≐", "prec": "≺", "succ": "≻",
    "preceq": "≼", "succeq": "≽", "ni": "∋", "odot": "⊙", "ominus": "⊖", "oslash": "⊘",
    "vdash": "⊢", "dashv": "⊣", "models": "⊨", "oint": "∮", "coprod": "∐", "vdots": "⋮",
    "ddots": "⋱", "nearrow": "↗", "nwarrow": "↖", "searrow": "↘", "swarrow": "↙",
    "hookleftarrow": "↩", "hookrightarrow": "↪", "rightleftharpoons": "⇌", "Uparrow": "⇑",
    "Downarrow": "⇓", "Updownarrow": "⇕", "bigcirc": "○",
    "colon": ":", "log": "log", "ln": "ln", "exp": "exp", "sin": "sin",
    "cos": "cos", "tan": "tan", "max": "max", "min": "min", "lim": "lim", "left": "",
    "right": "", "big": "", "Big": "", "limits": "", "displaystyle": "", "textstyle": "",
}  # fmt: skip
"""Command without arguments to its text."""

SYMBOLS_BY_PREFIX = ("text", "up")
"""Prefixes under which textgreek and upgreek repeat the names of Greek letters."""

MARKUP: Mapping[str, tuple[str, str]] = {
    "emph": _ITALIC, "textit": _ITALIC, "textsl": _ITALIC, "mkbibemph": _ITALIC,
    "mkbibitalic": _ITALIC, "textbf": _BOLD, "mkbibbold": _BOLD, "textsc": SMALL_CAPS,
    "textsuperscript": SUPERSCRIPT, "mkbibsuperscript": SUPERSCRIPT,
    "sp": SUPERSCRIPT, "textsubscript": SUBSCRIPT, "mkbibsubscript": SUBSCRIPT,
    "sb": SUBSCRIPT, "enquote": ("“", "”"), "mkbibquote": ("“", "”"), "textquote": ("“", "”"),
    "mkbibparens": ("(", ")"), "frac": ("", "/"), "nicefrac": ("", "/"), "sfrac": ("", "/"),
    "mkbibbrackets": ("[", "]"),
}  # fmt: skip
"""Command with one argument to what stands before and behind it."""

SWITCHES: Mapping[str, tuple[str, str]] = {
    "it": _ITALIC, "em": _ITALIC, "sl": _ITALIC, "itshape": _ITALIC, "slshape": _ITALIC,
    "bf": _BOLD, "bfseries": _BOLD, "sc": SMALL_CAPS, "scshape": SMALL_CAPS,
}  # fmt: skip
"""Command that holds up to the end of its group."""

PLAIN_COMMANDS = frozenset({
    "rm", "sf", "tt", "rmfamily", "sffamily", "ttfamily", "mdseries", "upshape", "normalfont",
    "textnormal", "textrm", "textsf", "texttt", "textup", "textmd", "textulc", "mbox", "hbox",
    "makebox", "fbox", "text", "mathrm", "mathit", "mathsf", "mathtt", "mathbf", "mathcal",
    "mathbb", "mathfrak", "mathnormal", "mathop", "operatorname", "boldsymbol", "bm",
    "ensuremath", "underline", "uline", "tiny", "scriptsize", "footnotesize", "small",
    "normalsize", "large", "Large", "LARGE", "huge", "Huge", "uppercase", "lowercase",
    "MakeUppercase", "MakeLowercase", "NoCaseChange", "foreignlanguage", "textlatin",
    "textcyrillic", "textgreek", "natexlab", "bibinfo", "bibnamefont", "bibfnamefont",
    "selectlanguage", "ce", "cf", "chem", "num", "unit",
})  # fmt: skip
"""Commands that only change how text looks; their arguments stay."""

SPECIAL: Mapping[str, str] = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    # BibTeX counts a brace behind a backslash like any other
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "\\": r"{\textbackslash}",
    "`": r"{\textasciigrave}",
    "\u00a0": "~",
}
"""Signs that are never written as they are."""

VERBATIM_COMMANDS = frozenset({"url", "path", "nolinkurl", "doi", "detokenize"})
"""Commands whose argument is no LaTeX."""

DROPPED_ARGUMENT = frozenset({
    "noopsort", "noop", "sortnoop", "sortas", "hspace", "vspace", "hskip", "label", "index",
    "phantom", "hphantom", "vphantom", "textcolor", "color", "foreignlanguage",
    "selectlanguage", "href", "fontsize", "fontfamily", "bibinfo", "hypertarget", "hyperlink",
    "raisebox",
})  # fmt: skip
"""Commands, in lower case, whose first argument is not printed."""

TWO_ARGUMENTS = frozenset({"textcolor", "foreignlanguage", "href", "bibinfo", "hyperlink"})
"""Those of the commands above whose second argument is printed."""
