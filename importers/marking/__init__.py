"""Marks in a workbook of somebody else: put in place, and taken away again."""
