# Öffnet und schließt die Tore des Hafens. Wenn das Wasser gefroren ist,
# bleibt das Tor geschlossen und es wird nichts getan.
def oeffnen(tor):
    # Das Tor ist nicht immer offen.
    return tor
