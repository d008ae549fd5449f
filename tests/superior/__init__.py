"""`thidua_xl.office`, the superior's half (`tests/office` is LibreOffice)."""
