"""Rows of event data sets made by hand after their published columns; every event and outlet is invented."""

from __future__ import annotations

from onrecord.ingest.coded.rows import layout

GDELT = {
    "GLOBALEVENTID": "900000001",
    "SQLDATE": "20240506",
    "MonthYear": "202405",
    "Year": "2024",
    "FractionDate": "2024.3452",
    "Actor1Code": "PERGOV",
    "Actor1Name": "PERU",
    "Actor1CountryCode": "PER",
    "Actor1Type1Code": "GOV",
    "Actor2Code": "NOR",
    "Actor2Name": "NORWAY",
    "Actor2CountryCode": "NOR",
    "IsRootEvent": "1",
    "EventCode": "042",
    "EventBaseCode": "042",
    "EventRootCode": "04",
    "QuadClass": "1",
    "GoldsteinScale": "1.9",
    "NumMentions": "2",
    "NumSources": "1",
    "NumArticles": "2",
    "AvgTone": "-1.5",
    "Actor1Geo_Type": "0",
    "Actor2Geo_Type": "0",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Lima, Lima, Peru",
    "ActionGeo_CountryCode": "PE",
    "ActionGeo_Lat": "-12.05",
    "ActionGeo_Long": "-77.05",
    "DATEADDED": "20240507121500",
    "SOURCEURL": "https://www.post.example/a",
}
MENTION = {
    "GLOBALEVENTID": "900000001",
    "EventTimeDate": "20240507121500",
    "MentionTimeDate": "20240507121500",
    "MentionType": "1",
    "MentionSourceName": "post.example",
    "MentionIdentifier": "https://post.example/a",
    "SentenceID": "3",
    "ActionCharOffset": "120",
    "InRawText": "1",
    "Confidence": "60",
}
ICEWS = {
    "Event ID": "70000001",
    "Event Date": "2024-05-06",
    "Source Name": "Foreign Affairs (Peru)",
    "Source Sectors": "Executive,Foreign Ministry,Government",
    "Source Country": "Peru",
    "Event Text": "Make a visit",
    "CAMEO Code": "042",
    "Intensity": "1.9",
    "Target Name": "Norway",
    "Target Country": "Norway",
    "Story ID": "5",
    "Sentence Number": "2",
    "Publisher": "Example Wire",
    "City": "Oslo",
    "Country": "Norway",
    "Latitude": "59.9127",
    "Longitude": "10.7461",
}
POLECAT = {
    "Event ID": "e-1",
    "Event Date": "2024-05-06",
    "Event Type": "CONSULT",
    "Event Mode": "visit",
    "Intensity": "4.0",
    "Quad Code": "1",
    "Contexts": "diplomatic; economic",
    "Actor Name": "Peru",
    "Actor Country": "PER",
    "Actor COW": "135",
    "Primary Actor Sector": "GOV",
    "Actor Sectors": "GOV",
    "Recipient Name": "Norway",
    "Recipient Country": "NOR",
    "Recipient COW": "385",
    "Placename": "Oslo",
    "Country": "NOR",
    "Latitude": "59.91",
    "Longitude": "10.75",
    "Source": "Example Wire",
    "Publication Date": "2024-05-07",
    "Language": "en",
    "Version": "NGEC_coder-1",
}
BY_HAND = {"gdelt": GDELT, "gdelt-mentions": MENTION, "icews": ICEWS, "polecat": POLECAT}


def line_of(dataset: str, delimiter: str = "\t", **changed: str) -> str:
    """Return a row of a data set as a line, without its end."""
    row = BY_HAND[dataset] | changed
    return delimiter.join(row.get(name, "") for name in layout(dataset).columns)


def header_of(dataset: str, delimiter: str = "\t") -> str:
    """Return the header of a data set."""
    return delimiter.join(layout(dataset).columns)


def table_of(dataset: str, *lines: str, header: bool = True) -> str:
    """Return a table of lines, one row by hand where none are given."""
    return "".join(f"{line}\n" for line in ([header_of(dataset)] * header + list(lines or [line_of(dataset)])))
