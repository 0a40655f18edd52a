"""Lets LibreOffice save files with a password: locked.py FILE FOLDER"""
import pathlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

source, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
pipe = "pipe,name=footnotemixed;urp"
office = subprocess.Popen(["soffice", "--headless", "--norestore", "--accept=" + pipe], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            context = resolver.resolve("uno:" + pipe + ";StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(.5)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def properties(**values):
        return tuple(PropertyValue(Name=k, Value=v) for k, v in values.items())

    document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, properties(Hidden=True))
    for name, form in (("encrypted.odt", "writer8"), ("encrypted.docx", "MS Word 2007 XML"), ("encrypted.doc", "MS Word 97")):
        document.storeToURL((out / name).as_uri(), properties(FilterName=form, Password="secret"))
    document.close(True)
    try:
        desktop.terminate()
    except Exception:
        pass
finally:
    time.sleep(1)
    office.terminate()
