"""English sentence borders. ``¦`` marks where a sentence ends; cases after the Chicago Manual of Style (abbreviations,
ellipses, quotations), news agency style, and the "golden rules" that sentence splitters are usually judged by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Check = Callable[[str, str], None]

ABBREVIATIONS = [
    "Mr. Smith met Mrs. Jones.¦ They talked.",
    "Dr. Martin Luther King Jr. spoke in Washington.¦ Thousands listened.",
    "Sen. Elizabeth Warren and Rep. Ro Khanna objected.¦ The bill passed.",
    "Gov. Gavin Newsom signed it.¦ Critics complained.",
    "He works at Apple Inc. in Cupertino.¦ She does not.",
    "He works at Apple Inc.¦ She does not.",
    "Meta Platforms Inc. is making a play.¦ It may work.",
    "The U.S. Department of Defense became a client.¦ That was in 2020.",
    "It moved to the U.S.¦ The rest stayed.",
    "The U.S.-China race goes on.¦ Nobody wins.",
    "He lives in Washington, D.C.¦ She lives in New York.",
    "Use fruit, e.g. apples, i.e. something sweet.¦ It helps.",
    "Prices vs. wages matter.¦ Economists agree.",
    "The meeting starts at 9 a.m. on Monday.¦ Bring coffee.",
    "The meeting ended at 5 p.m.¦ The chairman left.",
    "It cost approx. 300 dollars.¦ That was cheap.",
    "See No. 5 and Fig. 3 for details.¦ They help.",
    "She was named Miami's No. 1 party girl.¦ That was odd.",
    "He said no.¦ The others agreed.",
    "Smith et al. found this.¦ Others did not.",
    "On Jan. 5 it rained.¦ On Feb. 6 it snowed.",
    "The lecture was in Jan.¦ The exam came later.",
    "Bring pens, paper, etc. to class.¦ It starts soon.",
    "Bring pens, paper, etc.¦ The class starts soon.",
    "St. Louis is in Missouri.¦ The river is wide.",
    "Gen. Mark Milley retired.¦ He wrote a book.",
    "Procter & Gamble Co. raised prices.¦ Buyers grumbled.",
    "She holds a Ph.D. in physics.¦ He does not.",
    "She holds a Ph.D.¦ He does not.",
    "It is the J.P. Morgan bank.¦ Dimon leads it.",
    "Prof. Li and Lt. Col. Brown met.¦ They disagreed.",
    "He left because of help it can get in D.C. (“No one likes it,” he said), and stayed away.¦ Then he returned.",
    "Alibaba Group Holding Ltd. fell 3 percent.¦ Tencent rose.",
]
NUMBERS = [
    "Sales rose 14.3 percent.¦ Profit fell.",
    "It is worth $14.3 billion.¦ Investors cheered.",
    "He was born in 1997.¦ His sister came later.",
    "They sold 2.¦ The rest stayed.",
    "acquiring a 49% stake in the company 1.¦ The deal's centerpiece is its founder.",
    "Version 2.0 is out.¦ Version 3.0 follows.",
    "1. The first item stays whole.¦ So does this.",
    "The price fell to $3.¦ 2024 was worse.",
    "In the 3rd quarter it grew.¦ In the 4th it shrank.",
    "World War II ended.¦ Peace came.",
    "It happened in World War II.¦ The city burned.",
    "He ran it from Sept. 3, 2019.¦ It closed in May.",
    "GPT-4o arrived in May.¦ Gemini 2.5 followed.",
]
QUOTES = [
    '"Our customers can\'t leave us," the person said.¦ "We\'re in a war."',
    '"They\'re making offers.¦ Alex knows these people."¦ Others disagree.',
    "“Why?” Smith asked.¦ Nobody answered.",
    "“Why?” asked Smith.¦ Nobody answered.",
    "“Why?”¦ Nobody answered.",
    '"Stop!" he shouted.¦ She ran.',
    "He said “no.”¦ She left.",
    "He called it 'odd'.¦ She agreed.",
    "Wang was “wartime CEO” material.¦ He knew it.",
    '"Yes.¦ No.¦ Maybe."¦ The answer came late.',
    "(This is an aside.)¦ The text goes on.",
    "He left (why? Nobody knew.) that night.¦ She stayed.",
    "He left that night (nobody knew why).¦ She stayed.",
    '"I wanted to work on something.¦ That\'s why I decided," he said.¦ It paid off.',
    "The film “Who's Afraid of Virginia Woolf?” won.¦ Taylor smiled.",
    'It was "simply not true," Meta said.¦ Reporters shrugged.',
]
MARKS = [
    "Really?!¦ I doubt it.",
    "What is it?¦ It is a test.¦ Stop!",
    "He waited … and left.¦ She stayed.",
    "He waited...¦ Then he left.",
    "He waited ... then he left.¦ She stayed.",
    "Visit example.com for more.¦ It is free.",
    "See https://example.com/a.b?c=1.¦ It is free.",
    "Write to me@example.com.¦ I answer.",
    "Yahoo! Finance reported it.¦ The stock rose.",
    "His journey is remarkable.¦Scale AI co-founder Wang agrees.",
    "Character.AI and Node.js stay whole.¦ So does x.com.",
    "J. D. Vance met George W. Bush.¦ They talked.",
    "J.K. Rowling wrote it.¦ It sold well.",
    "So did I.¦ The others waited.",
    "It was plan B.¦ The first had failed.",
    "iPhone sales fell.¦ iPad sales rose.¦ macOS stayed.",
    "xAI raised money.¦ eBay did not.",
    "First line\nwrapped here.¦ Second sentence\nwrapped too.",
    "A headline without a stop¦\n\nThe text begins.",
    "It grew.[1]¦ It fell.[2]",
    "He paused -- for long.¦ Then he spoke.",
    "One; two; three.¦ Four: five.",
    "AI, ML, etc., are buzzwords.¦ People like them.",
    "The AT&T Corp. deal closed.¦ It took years.",
    "He asked: why now?¦ Nobody knew.",
    "Ok.¦ Fine.¦ Go.",
    "Is it Q&A or Q. and A. today?¦ Both.",
    "The ratio was 3:1.¦ The team won 2-0.",
    "Brackets [he said] stay.¦ [He left.]¦ Done.",
]


@pytest.mark.parametrize("case", ABBREVIATIONS + NUMBERS + QUOTES + MARKS)
def test_english(case: str, check: Check) -> None:
    check(case, "en")
