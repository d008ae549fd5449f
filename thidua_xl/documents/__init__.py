"""Papers as .docx and .pptx from plain data: templates as readable text, the shapes of Nghị định 30/2020/NĐ-CP."""
