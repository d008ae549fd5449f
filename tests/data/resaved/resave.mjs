// Re-saves a workbook with SheetJS and with ExcelJS: node resave.mjs original.xlsx sheetjs.xlsx exceljs.xlsx
import ExcelJS from "exceljs";
import XLSX from "xlsx";

const [source, bySheetJS, byExcelJS] = process.argv.slice(2);
XLSX.writeFile(XLSX.readFile(source, { cellNF: true, cellStyles: true }), bySheetJS, { compression: true });
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.readFile(source);
await workbook.xlsx.writeFile(byExcelJS);
