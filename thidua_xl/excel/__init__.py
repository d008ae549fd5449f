"""The door of the ribbon: the same functions as the command line, on the workbook that is open in Excel."""
