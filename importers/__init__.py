"""From a workbook to validated records, or to a list of what is wrong."""
