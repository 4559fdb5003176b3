"""The layouts that a workbook can have."""
