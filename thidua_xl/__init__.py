"""Chấm điểm, xếp hạng và tổng hợp cụm thi đua (emulation clusters) on Excel workbooks."""

__version__ = "0.8.0"
