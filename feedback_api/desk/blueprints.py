"""The two halves of the desk: its entrance, which is open, and everything behind it."""

from flask import Blueprint

from feedback_api.desk import guard

# Only the sign-in page. Whatever is not here needs a clerk.
entrance = Blueprint("entrance", __name__, url_prefix="/personel/giris")
entrance.before_request(guard.refuse_other_sites)

desk = Blueprint("desk", __name__, url_prefix="/personel")
desk.before_request(guard.refuse_other_sites)
desk.before_request(guard.require_clerk)
desk.teardown_request(guard.stop_speaking)
