"""What the pages share: choices and address, blocks, charts, viewer; the only Streamlit here."""
