"""Writes texts for TeX that pandoc does not: tex.py FOLDER"""
import pathlib
import sys

out = pathlib.Path(sys.argv[1])
mill = (out / "mill.md").read_text(encoding="utf-8")
ferry = (out / "ferry.md").read_text(encoding="utf-8")


def prose(text):
    """The paragraphs of a text, its headings as sections."""
    for line in text.split("---\n", 2)[2].splitlines():
        if line.startswith("# "):
            yield "\\section{" + line[2:] + "}"
        elif line.startswith("## "):
            yield "\\subsection{" + line[3:] + "}"
        elif line and line[0].isalpha():
            yield line.split("[^")[0] + "\n"


def page(name, head, body):
    (out / name).write_text("\\documentclass" + head + "\n\\begin{document}\n" + body + "\n\\end{document}\n", encoding="utf-8")


page("three.tex", "[10pt,landscape]{article}\\usepackage[T1]{fontenc}\\usepackage{multicol,geometry}\\geometry{margin=1.5cm}",
     "\\begin{multicols}{3}[\\section*{Three columns under one title, as a newsletter has them}]\n" + "\n".join(prose(mill)).replace("\\section", "\\section*").replace("\\subsection", "\\subsection*").replace("**", "*") + "\n\\end{multicols}")
page("ieee.tex", "[conference]{IEEEtran}\\usepackage[T1]{fontenc}\\usepackage{amsmath,booktabs}\n\\title{On the Efficiency of Offshore Ferries}"
     "\\author{\\IEEEauthorblockN{Rosalind Quist}\\IEEEauthorblockA{School of Crossings\\\\Ostermere}\\and\\IEEEauthorblockN{Ivo Merrow}\\IEEEauthorblockA{Office of Fog\\\\Quilby}}",
     "\\maketitle\\begin{abstract}We count ducks from a moving deck and find the difference insufficient to affect the timetable.\\end{abstract}\n"
     + "\n".join(prose(ferry)) + "\\begin{equation}d = \\frac{n_{\\text{deck}}}{1+\\alpha^{2}}\\quad\\text{for}\\quad \\alpha < 7\\end{equation}\n"
     "\\begin{table}\\caption{Ducks by pier}\\begin{tabular}{lrr}\\toprule Pier & Ducks & Share \\\\\\midrule Ostermere & 412 & 0.41 \\\\ Quilby & 308 & 0.31 \\\\ Fennwater & 280 & 0.28 \\\\\\bottomrule\\end{tabular}\\end{table}\n"
     "The table was counted twice. The shared deck was used by ducks of three sorts.\n" + "\n".join(prose(mill))[:6000].rsplit("\n", 1)[0])
page("letter.tex", "{letter}\\usepackage[T1]{fontenc}\\signature{Ivo Merrow}\\address{Office of Fog\\\\1 Pier Road\\\\Quilby}",
     "\\begin{letter}{Rosalind Quist\\\\School of Crossings\\\\Ostermere}\\opening{Dear Dr.\\ Quist,}\n"
     "the fog signal of Quilby is out of order from 3 May to 19 May 2023. Ferries will be announced by a trumpet instead; "
     "the trumpeter, Mr.\\ Osric Vane, asks for 14 pennies an hour and dry gloves.\n\n"
     "Please affix this notice to the offices of the customs.\\closing{Yours faithfully,}\\end{letter}")
