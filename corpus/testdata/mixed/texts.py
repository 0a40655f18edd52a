"""Writes made-up texts of many languages as Markdown: texts.py FOLDER

Each tells the same sort of things of some towns that are nowhere, so that every
file holds prose, headings, a list, a table and notes of its own.
"""
import json
import pathlib
import random
import sys

here = pathlib.Path(__file__).parent
out = pathlib.Path(sys.argv[1])


def facts(rng, town, other):
    """The facts of one town, the same keys in all languages."""
    return {
        "town": town, "other": other, "year": rng.randrange(1702, 1899), "later": rng.randrange(1901, 1999),
        "metres": rng.randrange(12, 97), "people": rng.randrange(1200, 98000), "price": rng.randrange(3, 40),
        "day": rng.randrange(2, 28), "boats": rng.randrange(3, 60), "tons": rng.randrange(100, 9000),
        "rooms": rng.randrange(4, 31), "percent": rng.randrange(11, 89),
    }


def section(lang, rng, town, other, mark):
    f = facts(rng, town, other)
    sentences = [s.format(**f) for s in lang["sentences"]]
    lines = ["# " + lang["heading"].format(**f), ""]
    third = max(1, len(sentences) // 3)
    joint = "" if lang["joint"] == "none" else " "
    lines += [joint.join(sentences[:third]) + f"[^{mark}]", "", joint.join(sentences[third:2 * third]), ""]
    lines += ["## " + lang["works"].format(**f), "", joint.join(sentences[2 * third:]), ""]
    lines += ["- " + s.format(**f) for s in lang["items"]] + [""]
    lines += [f"[^{mark}]: " + lang["note"].format(**f), ""]
    return lines, f


def text(name, lang):
    rng = random.Random(name)
    towns = lang["towns"]
    lines = ["---", "title: " + json.dumps(lang["title"], ensure_ascii=False), "author: " + lang["author"],
             "date: 2023-04-17", "lang: " + lang["code"], "---", ""]
    rows = []
    for i, town in enumerate(towns):
        part, f = section(lang, rng, town, towns[(i + 1) % len(towns)], f"n{i}")
        lines += part
        rows.append([town, f["year"], f["people"], f["metres"]])
    lines += ["# " + lang["tablehead"], "", "| " + " | ".join(lang["columns"]) + " |", "|" + "---|" * 4]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows] + [""]
    (out / f"{name}.md").write_text("\n".join(lines), encoding="utf-8")
    (out / f"{name}.csv").write_text("\n".join([",".join(lang["columns"])] + [",".join(map(str, r)) for r in rows]) + "\n", encoding="utf-8")


for name, lang in json.loads((here / "texts.json").read_text(encoding="utf-8")).items():
    text(name, lang)
