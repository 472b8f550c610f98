"""Parses the forms of SDKs and of the cashier, as a browser does."""

import html
import re
from html.parser import HTMLParser


def unescaped(value):
    """The value of an attribute. Browsers do not decode `&notify_url=`, but older Pythons do."""
    return re.sub(r"&(?:#\w+|\w+);", lambda found: html.unescape(found[0]), value)


def attributes(tag):
    """The attributes of a tag, in double quotes as SDKs and the cashier write them."""
    return {name: unescaped(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self._button = None

    def handle_starttag(self, tag, attrs):
        own = attributes(self.get_starttag_text())
        if tag == "form":
            self.found.append({"action": own.get("action", ""), "fields": {}, "buttons": []})
        elif tag == "input" and self.found and own.get("name"):
            self.found[-1]["fields"][own["name"]] = own.get("value", "")
        elif tag == "button" and self.found:
            self._button = [own.get("name"), own.get("value", ""), ""]

    def handle_data(self, data):
        if self._button:
            self._button[2] += data

    def handle_endtag(self, tag):
        if tag == "button" and self._button:
            name, value, text = self._button
            self.found[-1]["buttons"].append((text.strip(), name, value))
            self._button = None


def forms(html):
    """Every form: action, fields and buttons `(text, name, value)`."""
    parser = _Forms()
    parser.feed(html)
    return parser.found
