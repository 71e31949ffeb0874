"""Tests of reading: small files with known answers, judged by problem codes and never by prose."""
