"""The app: a Streamlit skin over the pipeline. A page is one function that calls the pipeline and draws."""
