"""What the sentences of a report may state in figures and no table holds."""

from govdash.forms.model import Column

PUBLISHED = Column("published_items", "主动公开政府信息", "items published", "条")
PUBLISHED_WEBSITE = Column(
    "published_items_website", "其中：政府网站（门户网站）", "on the web site", "条"
)
PUBLISHED_PLATFORM = Column(
    "published_items_platform", "其中：政府信息公开平台或专栏", "on the disclosure platform", "条"
)
PUBLISHED_NEW_MEDIA = Column(
    "published_items_new_media", "其中：微信、微博等政务新媒体", "on new media", "条"
)
PUBLISHED_OTHER = Column("published_items_other", "其中：其他方式", "by other means", "条")
INTERPRETATIONS = Column("policy_interpretations", "政策解读", "policy interpretations", "条、篇")
REPLIES = Column("public_replies", "回应留言和关切", "replies to the public", "条、件")
CONSULTATIONS = Column("consultations", "意见征集", "consultations", "期、次")
PRESS_CONFERENCES = Column("press_conferences", "新闻发布会", "press conferences", "场、次")
TRAININGS = Column("trainings", "培训", "trainings", "次、期")
ACCOUNTS = Column("new_media_accounts", "政务新媒体账号", "new media accounts", "个")
PROCESSING_FEE = Column("processing_fee_yuan", "收取信息处理费", "processing fee charged", "元")

STATED: tuple[Column, ...] = (
    PUBLISHED,
    PUBLISHED_WEBSITE,
    PUBLISHED_PLATFORM,
    PUBLISHED_NEW_MEDIA,
    PUBLISHED_OTHER,
    INTERPRETATIONS,
    REPLIES,
    CONSULTATIONS,
    PRESS_CONFERENCES,
    TRAININGS,
    ACCOUNTS,
    PROCESSING_FEE,
)
"""Every measure of its own, by the ids of the contract; figure ids are stated besides."""
