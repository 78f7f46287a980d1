#!/usr/bin/env bash
# Makes the returned workbooks of this folder: make.sh ALUR FOLDER-WITH-NODE-MODULES
set -euo pipefail
alur=$(realpath "$1")
modules=$(realpath "$2")
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$alur" form make T01_uji.yaml --case UJI-1 --at 2026-03-11T09:00:00+07:00 -o "$work/T01.xlsx"
/usr/bin/python3 fill_openpyxl.py "$work/T01.xlsx" openpyxl.xlsx
NODE_PATH="$modules/node_modules" node fill_node.cjs "$work/T01.xlsx" exceljs.xlsx sheetjs.xlsx
for type in xlsx ods; do
  soffice --headless --convert-to "$type" --outdir "$work/lo" openpyxl.xlsx >/dev/null
  cp "$work/lo/openpyxl.$type" "libreoffice.$type"
done
