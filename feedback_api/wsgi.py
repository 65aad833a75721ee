"""The service as a web server loads it: `gunicorn feedback_api.wsgi:app`."""

from feedback_api import create_app

app = create_app()
app.start_working()
