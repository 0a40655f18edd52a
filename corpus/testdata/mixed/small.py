"""Writes exports of chats, programs and mail: small.py FOLDER

The exports have the shape in which the programs write them; the talk is made up.
"""
import email.message
import email.utils
import json
import mailbox
import pathlib
import sys
import zipfile

out = pathlib.Path(sys.argv[1])

talk = [
    ("Hester", "09:12", "Does anybody know when the honey shop closes on Saturdays?"),
    ("Giles", "09:14", "At four, but the back door is open until half past."),
    ("Hester", "09:15", "Thank you! And is the heather honey sold out?"),
    ("Jasper", "09:31", "48 jars are left. They cost 6.25 marks each."),
    ("Giles", "11:02", "The ferry bell is broken, so listen for the trumpet until 19 May."),
]


def chats():
    to = out / "chats"
    ids = {"Hester": "1001", "Giles": "1002", "Jasper": "1003"}
    messages = [{"id": str(900000000000000000 + i), "type": "Default", "timestamp": f"2023-04-17T{at}:00+00:00", "timestampEdited": None,
                 "content": says, "author": {"id": ids[who], "name": who.lower(), "nickname": who, "isBot": False}, "attachments": [],
                 "embeds": [], "stickers": [], "reactions": [], "mentions": []} for i, (who, at, says) in enumerate(talk)]
    discord = {"guild": {"id": "77", "name": "Quilby"}, "channel": {"id": "78", "type": "GuildTextChat", "categoryId": None, "category": "Town", "name": "market", "topic": None},
               "dateRange": {"after": None, "before": None}, "exportedAt": "2023-04-18T08:00:00+00:00", "messages": messages, "messageCount": len(messages)}
    (to / "discord.json").write_text(json.dumps(discord, indent=2), encoding="utf-8")
    telegram = {"name": "Quilby market", "type": "private_group", "id": 55,
                "messages": [{"id": i, "type": "message", "date": f"2023-04-17T{at}:00", "date_unixtime": "1681722720", "from": who, "from_id": "user" + ids[who], "text": says,
                              "text_entities": [{"type": "plain", "text": says}]} for i, (who, at, says) in enumerate(talk)]}
    (to / "telegram.json").write_text(json.dumps(telegram, indent=1), encoding="utf-8")
    (to / "WhatsApp Chat with Quilby.txt").write_text("".join(f"17/04/2023, {at} - {who}: {says}\n" for who, at, says in talk), encoding="utf-8")
    (to / "whatsapp-ios.txt").write_text("".join(f"[17.04.23, {at}:05] {who}: {says}\r\n" for who, at, says in talk), encoding="utf-8")
    (to / "irssi.log").write_text("--- Log opened Mon Apr 17 09:00:00 2023\n" + "".join(f"{at} < {who}> {says}\n" for who, at, says in talk), encoding="utf-8")
    (to / "quilby.weechatlog").write_text("".join(f"2023-04-17 {at}:00\t{who}\t{says}\n" for who, at, says in talk), encoding="utf-8")
    slack = {"users.json": [{"id": "U" + n, "name": who.lower(), "real_name": who, "profile": {"real_name": who, "display_name": who}} for who, n in ids.items()],
             "channels.json": [{"id": "C1", "name": "market"}],
             "market/2023-04-17.json": [{"type": "message", "user": "U" + ids[who], "text": says, "ts": f"1681722{i:03}.000100"} for i, (who, _, says) in enumerate(talk)]}
    with zipfile.ZipFile(to / "slack.zip", "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in slack.items():
            z.writestr(name, json.dumps(data, indent=1))
    (to / "settings.json").write_text(json.dumps({"theme": "dark", "bees": 9}), encoding="utf-8")


programs = {
    "toll.py": '"""Computes the toll of the iron bridge."""\n\n\ndef toll(wheels: int) -> int:\n    """The toll in pennies: six, and two more for each wheel above two."""\n    return 6 + 2 * max(0, wheels - 2)\n',
    "toll.go": "// Package toll computes the toll of the iron bridge.\npackage toll\n\n// Toll is the toll in pennies: six, and two more for each wheel above two.\nfunc Toll(wheels int) int {\n\treturn 6 + 2*max(0, wheels-2)\n}\n",
    "Toll.java": "/** Computes the toll of the iron bridge. */\npublic class Toll {\n    /** The toll in pennies: six, and two more for each wheel above two. */\n    static int of(int wheels) {\n        return 6 + 2 * Math.max(0, wheels - 2);\n    }\n}\n",
    "toll.c": "/* The toll in pennies: six, and two more for each wheel above two. */\nint toll(int wheels)\n{\n\treturn 6 + (wheels > 2 ? 2 * (wheels - 2) : 0);\n}\n",
    "toll.rs": "//! The toll of the iron bridge.\n\n/// The toll in pennies: six, and two more for each wheel above two.\npub fn toll(wheels: u32) -> u32 {\n    6 + 2 * wheels.saturating_sub(2)\n}\n",
    "toll.js": "/** The toll in pennies: six, and two more for each wheel above two. */\nexport function toll(wheels) {\n  return 6 + 2 * Math.max(0, wheels - 2);\n}\n",
    "toll.rb": "# The toll in pennies: six, and two more for each wheel above two.\ndef toll(wheels)\n  6 + 2 * [0, wheels - 2].max\nend\n",
    "toll.sh": "#!/bin/sh\n# Prints the toll in pennies: six, and two more for each wheel above two.\ntoll() {\n  echo $((6 + 2 * ($1 > 2 ? $1 - 2 : 0)))\n}\n",
    "toll.sql": "-- What was paid at the iron bridge, in pennies.\nCREATE TABLE tolls (\n  paid_on date NOT NULL, -- the day of the crossing\n  wheels integer NOT NULL,\n  pennies integer NOT NULL\n);\n",
    "toll.hs": "-- | The toll in pennies: six, and two more for each wheel above two.\ntoll :: Int -> Int\ntoll wheels = 6 + 2 * max 0 (wheels - 2)\n",
    "Makefile": "# Builds the tables of tolls.\ntolls.txt: toll.py\n\tpython3 toll.py > $@\n",
    "bridge.yaml": "# The iron bridge of Quilby\nname: iron bridge\npaint: green\nrepaint_years: 11\n",
    "bridge.toml": "# The iron bridge of Quilby\n[bridge]\nlamps = 3\n",
    "bridge.xml": "<?xml version=\"1.0\"?>\n<bridge name=\"iron bridge\"><lamps>3</lamps><toll unit=\"penny\">6</toll></bridge>\n",
    "bridge.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\"><path d=\"M0 20 Q45 0 90 20\"/><text x=\"9\" y=\"29\">the iron bridge</text></svg>\n",
}


def message(subject, text, **more):
    m = email.message.EmailMessage()
    m["From"], m["To"], m["Subject"], m["Date"] = "Ottoline Farrow <farrow@quilby.example>", "Jasper Thrale <thrale@quilby.example>", subject, "Mon, 17 Apr 2023 09:12:00 +0000"
    m["Message-ID"] = f"<{len(subject)}@quilby.example>"
    m.set_content(text, **more)
    return m


def mail():
    to = out / "mail"
    plain = message("The lamp on the third pier", "Dear Jasper,\n\nplease mend the lamp on the third pier before Michaelmas. The ladder is in the shed of the ferryman, who wants it back on 3 October.\n\nOttoline\n")
    (to / "plain.eml").write_bytes(bytes(plain))
    quoted = message("Öffnungszeiten der Mühle", "Liebe Müllerin,\n\ndie Mühle öffnet am 21. März um halb neun; für Gäste aus Übersee gibt es Führungen auf Englisch.\n\nGrüße aus Quellingen\n", cte="quoted-printable")
    (to / "quoted.eml").write_bytes(bytes(quoted))
    base = message("Шлюз", "Шлюз у мельницы закрыт с 3 мая по 19 мая 2023 года, лодки переносят на руках.\n", cte="base64")
    (to / "base64.eml").write_bytes(bytes(base))
    both = message("The bee permit", "The bee permit costs 2 marks.\n")
    both.add_alternative("<html><body><p>The bee permit costs <b>2 marks</b> and is valid for 3 years.</p></body></html>", subtype="html")
    both.add_attachment(b"Hive,Queen\n9,Mathilda\n", maintype="text", subtype="csv", filename="hives.csv")
    (to / "html.eml").write_bytes(bytes(both))
    box = mailbox.mbox(to / "inbox.mbox")
    for m in (plain, quoted, both):
        box.add(m)
    box.close()


chats()
for name, text in programs.items():
    (out / "code" / name).write_text(text, encoding="utf-8")
mail()
