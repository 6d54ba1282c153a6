"""Chinese sentence borders. ``¦`` marks where a sentence ends; after GB/T 15834-2011 (use of punctuation marks) and the
style of technology news."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Check = Callable[[str, str], None]

PLAIN = [
    "他来了。¦她走了。",
    "他来了！¦她走了？¦我不知道。",
    "他来了；¦她走了。",
    "Meta以143亿美元收购Scale AI 49%的股份。¦这是该公司第二大收购。",
    "第一，数据；¦第二，算力；¦第三，算法。",
    "他不知道……¦后来他才明白过来。",
    "我……我不知道。",
    "他想了很久很久……¦最后还是离开了公司。",
    "真的吗？！¦太好了！！！¦走吧。",
    "价格是3.5美元。¦涨了14.3%。",
    "2016年，他创立了Scale AI。¦2019年，公司成为独角兽。",
    "标题没有句号¦\n\n正文从这里开始。¦然后继续。",
    "这一行被\n换行了。¦下一句。",
    "他说走。¦ 她说留。",
    "GPT-4o于5月发布。¦Gemini 2.5随后推出。",
    "公司名为Scale AI Inc.，总部在旧金山。¦员工约900人。",
    "什么是RTMP?¦英文名称是Real-Time Messaging Protocol。",
    "他很高兴!¦她也很高兴!",
    "我喜欢AI.¦他喜欢数学.¦她喜欢音乐.",
    "本文来自www.example.com。¦欢迎访问。",
    "增速为12.5%，营收达8.7亿美元。¦利润下降。",
    "他于1997年出生在洛斯阿拉莫斯。¦父母都是物理学家。",
    "版本号是v2.0.1。¦请更新。",
    "他说：我来了。¦她没有说话。",
    "CEO马克?扎克伯格和亚历山大?王都在场。¦会议很长。",
    "凭什么?¦因为数据。",
    "我才会有credit?¦是不是漏送了。",
    "包括：1. 数据，2. 算力。¦缺一不可。",
    "他说：“好。”¦“走吧。”",
    "增幅达3.5。¦此后下降。",
    '他说 " 我们必须更新它 。 "¦ 他强调。',
    "能给我一些面包吗?。¦谢谢。",
    "文字写道，“我们赢了。”。¦大家鼓掌。",
    "你可以重新设置(见第五章。)。¦然后登录。",
]
QUOTES = [
    "他说：“我来了。”¦她笑了。",
    "他说：“我来了。¦我走了。”¦然后他离开了。",
    "“好！”他说。¦她点点头。",
    "“你为什么要走？”她问道。¦他没有回答。",
    "“我们会成功。”扎克伯格表示。¦员工鼓掌。",
    "他对“为什么？”这个问题不感兴趣。¦她也是。",
    "所谓的“AI民工”有几十万人。¦他们收入很低。",
    "她问：“去吗？”¦他答：“不去。”",
    "「好的。」¦他走了。",
    "他说：『我不同意！』¦大家沉默。",
    "他写道：“人工智能改变世界。”¦这句话很有名。",
    "《你好，李焕英！》票房很高。¦观众很多。",
    "他读了《为什么？》这本书。¦很喜欢。",
    "公司（成立于2016年。总部在旧金山。）发展很快。¦估值上升。",
    "这是真的（我保证！）。¦你可以相信。",
    "（完）",
    "他说：“数据是新的石油。”，引起争议。¦有人反对。",
    "“千金买马骨。”的典故出自《战国策》。¦很多人知道。",
    "他大喊：“快跑！”¦所有人都跑了。",
    '他说:"我来了。"¦她笑了。',
    "“他很聪明。”一位前员工说，“但是很自负。”¦其他人同意。",
    "“这不是收购。”王在备忘录中写道。¦“这是合作。”",
    "他问：“谁？”¦我说：“我。”",
    "他被称为“华盛顿的AI耳语者”。¦这个绰号很响。",
    "他说：‘可以。’¦我走了。",
]
MIXED = [
    "AsianFin报道。¦The deal closed in June.¦交易完成。",
    "Meta Platforms Inc. 宣布收购。¦股价上涨。",
    "He said 你好。¦She left.",
    "CEO Alexandr Wang（亚历山大·王）离职。¦他加入Meta。",
    "据The Information报道，谈判已结束。¦双方未置评。",
    "OpenAI、Google等公司退出。¦Scale AI回应称：“We are neutral.”¦市场震动。",
    "Llama 4表现不佳。¦DeepSeek领先。",
    "售价$14.3bn。¦约合1027亿元。",
    "U.S. officials表示反对。¦中方未回应。",
]


@pytest.mark.parametrize("case", PLAIN + QUOTES + MIXED)
def test_chinese(case: str, check: Check) -> None:
    check(case, "zh")


@pytest.mark.parametrize("lang", ["de", "en", "other"])
def test_chinese_marks_split_in_any_language(lang: str, check: Check) -> None:
    check("他来了。¦她走了！¦Meta kauft Scale AI。¦完。", lang)
