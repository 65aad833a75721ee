"""How to tell our posts from those of others who use our name."""

from urllib.parse import urlsplit

from networks.posts import LONGEST_QUESTION, name_accounts
from publishing.engine.sheets.sheet import Sheet, fixed
from publishing.engine.world import World


def verification_page(world: World, language: str) -> Sheet:
    """With the newest posts that the ledger knew when the site was built."""
    return fixed(
        world,
        "/dogrula/",
        "site/verification",
        language,
        posts=world.request.posts,
        accounts=name_accounts(world.municipality.accounts),
        host=urlsplit(world.request.settings.site_url).netloc,
        longest=LONGEST_QUESTION,
    )
