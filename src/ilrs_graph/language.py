"""The languages of output, and the words of the program in Chinese.

A text of the program is written in English where it is used, and looked up here for Chinese: `say("{n} or more", "zh",
n=3)`. What the graph itself says in two languages, labels and questions, is not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES = ("en", "zh")
"""The languages in which results can be written; the first is the default."""

CHINESE: Mapping[str, str] = MappingProxyType({
    # tables
    "{n} row": "共{n}行", "{n} rows": "共{n}行", "no rows": "无结果行", "{n} of {total} rows": "共{total}行，显示{n}行",
    "{n} event": "共{n}个事件", "{n} events": "共{n}个事件", "no events": "无事件",
    "{n} of {total} events": "共{total}个事件，显示{n}个",
    "{n} question": "共{n}个问题", "{n} questions": "共{n}个问题", "no questions": "无问题",
    "{n} of {total} questions": "共{total}个问题，显示{n}个",
    "the same in each row: ": "各行相同：", "without a value: ": "无值：", "{heading} {value}": "{heading}为{value}",
    ", ": "、", "; ": "；", ". ": "。", "{text}.": "{text}。",
    "true": "是", "false": "否",
    # answers
    "The graph does not claim that this list is complete.": "本图不声称此列表完整。",
    "Beyond that the graph does not claim that this list is complete.": "除此之外，本图不声称此列表完整。",
    "As known on {day}, as far as the cited sources show. ": "截至{day}，就所引来源可知。",
    "Complete as of {day}, after {speaker}: {property} {subject}.":
        "截至{day}，据{speaker}，以下列举完整：{subject}（{property}）。",
    "References": "参考文献", "Independent sources": "独立来源", "{n}: {kind}": "{n}：{kind}",
    "{n}, best: {kind}": "{n}，最佳：{kind}",
    "undated": "日期不详", ", read {day}": "，查阅于{day}", "kind not stated": "类型不详",
    "copy of {original}": "转载自{original}", "{publisher}: {title}": "{publisher}：{title}",
    "{head}. {dated}{read}. {url} ({kind})": "{head}。{dated}{read}。{url}（{kind}）",
    "Query in SPARQL": "SPARQL查询", "ilrs-graph: saved question {slug}": "ilrs-graph：预存问题 {slug}",
    "Answer": "答案", "About": "说明", "Number": "序号", "Publisher": "发布者", "Title": "标题", "Issued": "发布日期",
    "Read": "查阅日期", "Address": "网址", "Kind": "类型", "Saved question": "预存问题", "Description": "描述",
    "Rows": "行数", "Completeness": "完整性", "Query": "查询", "{heading} (IRI)": "{heading}（IRI）",
    "Best kind of source": "最佳来源类型",
    "Slug": "标识", "Question": "问题",
    "answered: {command}": "已回答：{command}",
    "no question fits clearly; these are the nearest:": "没有明确对应的问题，最接近的是：",
    # search
    "Questions": "问题", "Things": "事物", "{label}, {kind}": "{label}，{kind}", "nothing found": "未找到",
    "searched for: {words}": "已按此查找：{words}",
    "question": "问题", "thing": "事物", "saved question": "预存问题", "term": "术语",
    "group": "组别", "name": "名称", "title": "标题", "kind": "类别", "command": "命令",
    # tools for assistants
    "Sources:": "来源：", "All {n} rows.": "共{n}行，全部列出。", "No rows.": "无结果行。",
    "The only row.": "仅此一行。", "No rows so far down; there are {total}.": "此偏移处没有行；共{total}行。",
    "No rows with {given}.": "{given}：无结果行。", "Without {name}: {n} rows.": "不限{name}：{n}行。",
    "Without {name}: {n} row.": "不限{name}：{n}行。",
    "Agents of {value} with rows: {name} = {agents}.": "{value}的下列行为体有结果行：{name} = {agents}。",
    "{n} of {total} rows; offset {next} goes on.": "共{total}行，列出{n}行；后续用offset {next}。",
    "The last {n} of {total} rows.": "共{total}行，列出最后{n}行。",
    "No saved question has these words; list_questions without about gives all {n}.":
        "没有含这些词的预存问题；不带about的list_questions列出全部{n}个。",
    " Takes {names}.": "参数：{names}。", " Your words name {given}.": "所给词语对应{given}。",
    " Your words may name {name} = {values}; leave it out to get all.":
        "所给词语可对应{name} = {values}；省略该参数可得全部。",
    "Note: {note}.": "注：{note}。",
    # timelines
    "Of": "对象", "Event": "事件", "First plan": "最初计划", "Stated on": "陈述日期", "Plans": "计划数量",
    "Best plan": "最佳计划", "Happened": "发生日期", "Outcome": "结果", "Slip": "推迟", "Slip in days": "推迟天数",
    " or ": "或", "plan dropped": "计划已放弃", "as first planned": "与最初计划一致", "at least {span}": "至少{span}",
    "on time": "按时", "{n} years": "{n}年", "{n} months": "{n}个月", "{n} days": "{n}天", "{n} day": "{n}天",
    "happened": "已发生", "planned": "计划", "wrong when said": "当时即误",
    "failed": "失败", "open end": "时限未定", "counts now": "当前采信", "cancelled": "已取消", "actual": "实际",
    "wrong": "有误", "{first}-{last}: nothing": "{first}—{last}：无事件",
    "a line that leans right is a slip; lanes read from the first plan down":
        "向右倾斜的线表示推迟；各行自最初计划向下排列",
    "Plans and events": "计划与事件", "Plans and events of {names}": "{names}的计划与事件",
    "{names} and {n} more": "{names}等另外{n}项",
    ", as known on {day} as far as the cited sources show": "（截至{day}，就所引来源可知）",
    # forecasts
    "forecast": "预测",
    "forecast, not a statement: middle {middle}; 50%: {inner} to {outer}; 80%: {first} to {last}":
        "预测，并非陈述：中位{middle}；50%：{inner}至{outer}；80%：{first}至{last}",
    "Forecast": "预测", "The coming ten years, with chances": "未来十年及其可能性",
    "Of these nothing can be said": "以下无法预测",
    "crewed missions": "载人任务", "missions of agencies, first of their kind": "航天机构首次执行的同类任务",
    "missions of agencies": "航天机构的任务", "commercial missions, first of their kind": "商业公司首次执行的同类任务",
    "commercial missions": "商业任务", "all missions": "全部任务",
    "missions of no narrower class": "未归入更窄类别的任务",
    "Calculated from how plans of the same kind slipped; not a statement of anybody, and not a part of the data.":
        "依据同类计划的推迟情况计算得出；并非任何人的陈述，也不属于数据。",
    "As known on {day}.": "截至{day}所知。", "Without the missions of {name}.": "不计{name}的任务。",
    "How such forecasts did: {command}": "此类预测的历史表现：{command}",
    "under {n}%": "不到{n}%", "over {n}%": "超过{n}%",
    "{name}: {plans} plans of {missions} missions, {outcomes} of which came true":
        "{name}：{missions}次任务的{plans}项计划，其中{outcomes}次任务已实现",
    " (too few of its own class came true: {few})": "（其所属类别已实现者过少：{few}）", "{name}, {n}": "{name}，{n}",
    "no statement in the graph says when it is planned; a date, its speaker and a source are missing":
        "图中没有陈述说明其计划时间；缺少日期、陈述者和来源",
    "the plan was dropped, and no later statement gives another": "该计划已被放弃，此后没有陈述给出新的计划",
    "it happened on {day}": "已于{day}发生", "it was cancelled or failed: {day}": "已取消或失败：{day}",
    "the mission is under way: it was launched on {day}": "任务正在进行：已于{day}发射",
    "its window was over on the day on which it was stated": "陈述当日，其时间范围已过",
    "it took place, on a day that the graph does not have": "已发生，但图中没有其日期",
    "too few missions have a known outcome: {n}, fewer than {least}": "结果已知的任务过少：{n}次，不足{least}次",
    "too few missions came true after being so late for their lead time: {n}, fewer than {least}":
        "相对其提前时间已推迟如此之久而后仍实现的任务过少：{n}次，不足{least}次",
    "Announced": "已宣布", "Window kept": "如期可能", "Middle": "中位", "80% from": "80%起",
    "80% to": "80%止",
    "Not at all": "不会发生", "Compared with": "比较对象", "{title}: {text}": "{title}：{text}",
    "announced": "已宣布", "no forecast": "无法预测", "within that window": "在该时间范围内",
    "if it takes place": "若会发生",
    "by the end of": "至年底", "not at all": "不会发生", "compared with": "比较对象", "such forecasts": "此类预测",
    "none of these plans was ended": "这些计划均未被终止",
    "no end is announced": "未宣布终点", "the window is over": "该时间范围已过", "middle {month}": "中位{month}",
    "{n}%: {first} to {last}": "{n}%：{first}至{last}", "{year}: {share}": "{year}年：{share}",
    "; later for its lead time than these plans tell, or never: {share}":
        "；相对其提前时间推迟得比这些计划所示更久，或永不发生：{share}",
    "no plan of its class came true yet: how good they are is not known": "其类别中尚无计划实现：预测的好坏无从得知",
    "leaving out in turn each mission of its class that came true ({name}, {n}): pinball loss {loss} years, "
    "{announced} as announced; intervals of 80% held {held}":
        "逐一略去其类别中已实现的任务（{name}，{n}次）：分位数损失{loss}年，按宣布时间为{announced}年；80%区间包含{held}",
    "; no better than the announcement": "；不优于宣布的时间",
    "came true {day}: {slip}": "已于{day}实现：{slip}", "ended {day}": "已于{day}终止",
    "open on {day}": "截至{day}未实现",
    "{label}: {window}{said}; {end}": "{label}：{window}{said}；{end}",
    "The graph has no launch, landing, milestone or test of {names}: nothing to forecast.":
        "图中没有{names}的发射、着陆、里程碑或试验：无可预测。",
    "Nothing to forecast.": "无可预测。",
    "Forecasts": "预测数", "Outcomes": "已知结果", "Missions": "任务数",
    "50% held": "50%区间包含", "80% held": "80%区间包含", "90% held": "90%区间包含",
    "Loss": "损失（年）", "Loss as announced": "按宣布时间的损失", "Loss with constant slip": "按固定推迟的损失",
    "Brier": "布里尔分数", "Brier as announced": "按宣布时间的布里尔分数",
    "Brier with constant slip": "按固定推迟的布里尔分数",
    "under half a year ahead": "提前不到半年", "half a year to a year": "提前半年至一年",
    "one to two years": "提前一至两年",
    "two to four years": "提前两至四年", "over four years": "提前四年以上",
    "{n} group": "共{n}组", "{n} groups": "共{n}组", "no groups": "无分组",
    "No forecast could be made: too few outcomes are known by {day}.": "无法作出预测：截至{day}已知结果过少。",
    "Forecasts of the first day of each quarter from {first} to {last}, each from what was known on that day and "
    "without its own mission; what came of them as known on {day}. Missions weigh as one.":
        "自{first}至{last}每季度首日的预测，各依当日所知作出，且不计其自身任务；结果截至{day}所知。各任务权重相同。",
    "Of {few} plans nothing could be said, as fewer than {least} missions had an outcome by then, and of {late}, "
    "as fewer than that came true after being so late.":
        "有{few}项计划无法预测，因当时结果已知的任务不足{least}次；另有{late}项，因推迟如此之久而后实现的任务不足此数。",
    "No better than the announcement: {names}.": "不优于宣布的时间：{names}。",
    "Calibration of the forecasts of past days": "往日预测的校准",
    "{n} outcomes of {missions} missions": "{missions}次任务的{n}项结果",
    "quantile that was forecast": "预测的分位数",
    "upward: the share of outcomes that came by it": "纵轴：至该分位数已发生的结果占比",
    # pages
    "Skip to the content": "跳到正文", "Pages": "页面", "Search": "搜索",
    "Timeline": "时间线", "Partners": "合作伙伴", "Moon": "月球", "Ontology": "本体", "Data": "数据",
    "All questions": "全部问题", "All things": "全部事物", "All {n} questions": "全部{n}个问题",
    "All {n} rows": "全部{n}行", "{n} more, in the whole answer": "另有{n}行，见完整答案",
    "Mission, agency or question": "任务、机构或问题",
    "A mission, an agency, an instrument, or a question": "任务、机构、仪器或一个问题",
    # what is not answered
    "This cannot be answered as asked": "无法按此请求回答", "Nothing is at this address": "此地址无内容",
    "This address is only read": "此地址只读", "This is too large": "内容过大",
    "Please try again later": "请稍后重试", "This took too long": "用时过长",
    "Something went wrong here": "服务器出错", "This request is refused": "此请求被拒绝",
    "Did you mean:": "您是否要找：", "Search here": "在此搜索", "Report a fault": "报告错误",
    # another day
    "As known on {day}": "截至{day}所知", "; nothing else became known before {day}": "；在{day}之前没有新的信息",
    "What is known now": "现在所知", "Show": "显示",
    # the page of checks
    "Check": "检查", "Check triples": "检查三元组", "Findings": "检查结果", "Nothing is wrong with it": "未发现问题",
    "Paste triples or a filled sheet to see what is wrong with them beside what the graph holds: where, why, and what "
    "to do. Nothing is stored.":
        "粘贴三元组或已填写的表格，即可对照本图查看其中的问题：在何处、为何、如何处理。不存储任何内容。",
    "This server shows a past day; triples can only be checked beside the current graph.":
        "本服务器显示过去某日的状态；三元组只能对照当前的图检查。",
    "Triples, or the rows of a sheet; well-known prefixes need no declaration": "三元组或表格的行；常用前缀无需声明",
    "Syntax": "语法", "detect": "自动识别", "filled sheet (CSV)": "已填写的表格（CSV）",
    "or a file, in place of the text": "或以文件代替文本", "Why": "原因", "column {n}": "第{n}列",
    "{n} violation": "{n}项违反", "{n} violations": "{n}项违反",
    "{n} warning": "{n}项警告", "{n} warnings": "{n}项警告", "{n} info": "{n}项提示",
    "Without a place in the text": "在文本中无对应位置", "{n} triple": "{n}个三元组", "{n} triples": "{n}个三元组",
    "{n} more findings are not shown; the answer as JSON has all of them.":
        "另有{n}项结果未显示；JSON格式的答案含全部。",
    "The same check as a command, and from a script over HTTP, up to 1 MB; add ?format=sarif, junit, github, turtle or "
    "text for other forms.":
        "同一检查也可用命令运行，或由脚本通过HTTP发送（至多1 MB）；"
        "加上?format=sarif、junit、github、turtle或text可得其他格式。",
    "Nothing fits these words.": "没有符合这些词的内容。",
    "Lunar programmes, with sources": "月球计划，附来源",
    "Who flies to the Moon, with whom, when, and who says so: each fact here names its sources, plans keep their "
    "history, and what turned out wrong stays marked.":
        "谁飞往月球、与谁合作、何时飞行、由谁陈述：这里的每项事实都注明来源，计划保留其变更历史，后来证明有误的陈述仍留有标记。",
    "Data of {day}.": "数据截至{day}。", "Data: CC BY 4.0. Code: Apache 2.0.": "数据：CC BY 4.0。代码：Apache 2.0。",
    "Every fact names its sources; a plan is somebody's statement, not a fact.":
        "每项事实都注明来源；计划是某方的陈述，并非事实。",
    "First year": "起始年", "Last year": "截止年", "Programme": "计划", "Operator": "运营方",
    "Kind of event": "事件类型", "Years": "年份", "{first} to {last}": "{first}至{last}年",
    "from {first} on": "{first}年起", "until {last}": "至{last}年",
    "Changes": "变化", "Changes of the data": "数据的变化", "First day": "起始日", "Last day": "截止日",
    "Months": "月份", "Atom feed": "Atom订阅",
    "What became known": "新得知的陈述", "What became known: {time}": "新得知的陈述：{time}",
    "What was said of missions, events and agreements, by the day on which a source of it was published, and what was "
    "held before.": "关于任务、事件和协议的陈述，按其来源发布之日排列，并列出此前的说法。",
    "{n} statement": "共{n}条陈述", "{n} statements": "共{n}条陈述", "the latest {n} are shown": "显示最近{n}条",
    "{n} more rest on undated pages alone, of which only the day of reading is known.":
        "另有{n}条仅依据未注明日期的页面，只知其查阅日期。",
    "Nothing became known in this time, as far as the cited sources show.": "就所引来源可知，这段时间内没有新的陈述。",
    "said on {day} by {speaker}": "{speaker}于{day}陈述", "said on {day}": "于{day}陈述",
    "{about}: {value}": "{about}：{value}", ", {outcome}": "，{outcome}",
    "How the data differs from its earlier state, thing by thing: what was entered, corrected or removed, whenever it "
    "became known.": "数据与先前状态逐项比较的差异：新录入、更正或删除的内容，不论何时得知。",
    "added": "新增", "changed": "更改", "removed": "删除", "no difference": "无差异",
    "the first {n} are shown": "显示前{n}项",
    "Plans stated lately": "最近陈述的计划", "before: {date}": "此前：{date}",
    "The files below have all of them.": "下方的文件含全部行。",
    "any": "任意", "As known on": "截至何日所知", "Take it away": "取用",
    "row {n}": "第{n}行",
    "row {n} of {total}": "第{n}行，共{total}行",
    "why?": "为何？",
    "Why is it there?": "为何列入？",
    "Why row {n} is there": "第{n}行为何列入",
    "It is there because of these facts": "列入所依据的事实",
    "A fact follows from those below it, down to what a file of the graph states from its sources.":
        "每项事实由其下方的事实推得，直至图中某文件依据来源所陈述的内容。",
    "No single fact makes this row true: the query counts or computes it from many.":
        "此行并非由单项事实得出：查询由多项事实计数或计算而得。",
    "Copy": "复制",
    "Copied": "已复制",
    # kinds of findings
    "a file cannot be parsed at this place": "文件在此处无法解析",
    "a file states something that would be lost when it is read": "文件中有读入时会丢失的内容",
    "a file states nothing": "文件未陈述任何内容",
    "a cell of a template cannot be read": "表单中有单元格无法读取",
    "a SHACL constraint is violated": "不符合SHACL约束",
    "two claims contradict each other": "两项主张相互矛盾",
    "a term of the vocabulary does not exist, or is used as another kind of term":
        "词汇中没有此术语，或误作其他类别的术语使用",
    "a saved question gives another result than it seems to ask for": "预存问题的结果与其字面所问不符",
    "an IRI is used but not defined in the graph": "所用IRI在图中未定义",
    "the IRI of a thing is malformed": "事物的IRI格式有误",
    "a literal is not valid for its datatype": "字面值不符合其数据类型",
    "only rules, axioms or claims may state this triple": "此三元组只能由规则、公理或主张得出",
    "a fact has no source": "事实没有来源",
    "a node has no IRI": "节点没有IRI",
    "the thing seems to exist already under another IRI": "此事物似已以另一IRI存在",
    "the facts contradict an axiom": "事实与公理相矛盾",
    "a triple to remove is not in the graph": "要删除的三元组不在图中",
    # answers as pages
    "Asked with: ": "提问条件：",
    "remove": "去除",
    "Picture of the answer": "答案的图示", "Views of the answer": "答案的显示方式", "Table": "表格",
    "The files are written when the first reader asks for one; then their sizes and checksums are here.":
        "文件在首位读者请求时生成；此后此处列出其大小与校验和。",
    "Row by row": "逐行", "Dates that changed lately": "近期变更的日期",
    "All that became known lately": "近期获知的全部陈述",
    "This answer has no picture.": "此答案没有图示。", "Picture": "图示",
    "Pages of the answer": "答案的分页", "Previous page": "上一页",
    "Next page": "下一页", "Rows {first} to {last} of {total}": "共{total}行，第{first}至{last}行",
    "An answer with fewer rows has a picture: restrict it above.":
        "行数较少的答案附有图示：请在上方加以限定。",
    "The nearest answers": "最接近的答案",
    "Whatever the value of {name}": "不限{name}",
    "The whole answer": "完整答案",
    "Without one of these arguments there is no row either.": "去除其中任一条件，仍无结果行。",
    "BibTeX, CSL-JSON and RIS hold the sources of the answer, to cite them.":
        "BibTeX、CSL-JSON和RIS含答案的来源，可供引用。",
    "Turtle holds its evidence: the nodes that make the rows true, with their sources.":
        "Turtle含其证据：使各行成立的节点及其来源。",
    "Ask the graph any query in SPARQL 1.1; well-known prefixes need no declaration.":
        "用SPARQL 1.1向本图提出任何查询；常用前缀无需声明。",
    "This is the query of the question": "以下是该问题的查询：",
    "Plain form": "简单表单",
    "Format of the result": "结果格式",
    "Run": "运行",
    "Saved queries as examples": "作为示例的预存查询",
    "A question opens here with its query and, with script, runs at once; its answer with sources is on "
    "its own page.":
        "问题在此连同其查询打开，启用脚本时立即运行；带来源的答案在其自己的页面上。",
    "says the same": "陈述相同", "superseded by a later statement": "已被后来的陈述取代",
    "Others": "其他", "SPARQL": "SPARQL",
    "answer": "答案",
    "For programs": "供程序使用",
    "The endpoint speaks the SPARQL 1.1 Protocol: GET and POST, read-only, the format of the result by "
    "Accept or format=. Limits of time and size hold for each query.":
        "端点遵循SPARQL 1.1协议：GET和POST，只读，结果格式由Accept或format=决定。每次查询都有时间和大小限制。",
    "The editor is YASGUI, under the MIT licence.": "编辑器为YASGUI，采用MIT许可证。",
    "Licences of its parts": "其组成部分的许可证",
    "The fields of JSON": "JSON的字段",
    "To cite this answer": "引用此答案",
    "Open it in the editor": "在编辑器中打开",
    "Permanent link": "固定链接", "At a terminal": "在终端",
    "These pages are files: the answer is whole. The pages of things show the rows about them; other filters, and "
    "other days of knowledge, need the program.":
        "这些页面是文件：答案是完整的。事物的页面列出与其有关的行；其他筛选和其他日期的知识需要程序。",
    "Strength of evidence": "证据强度", "Sure": "可信度", "How sure is that?": "可信度如何？",
    "at least two independent sources, one of them primary": "至少两个独立来源，其中之一为一手来源",
    "a primary source alone": "仅一个一手来源",
    "at least two independent sources, none of them primary": "至少两个独立来源，均非一手来源",
    "one source, which is not primary": "一个来源，非一手来源", "no source": "无来源",
    "Copies of one text, and pages of one publisher, count as one source. A row that rests on several facts is as "
    "strong as the weakest of them.":
        "同一文本的副本和同一发布者的页面算作一个来源。依据多项事实的行，其强度等于其中最弱的一项。",
    "Timeline as a table": "时间线表格",
    "The same as a table, with every statement": "以表格显示，附每项陈述",
    "More questions about it": "更多相关问题", "What was said, and what counts": "各方说法，以及当前采信的说法",
    "other claims": "其他主张", "rests on this source: {kind}": "依据此来源：{kind}",
    "Each question is kept with its query; the answer is made when it is asked, and each row names its sources.":
        "每个问题都与其查询一同保存；答案由数据生成，每行都注明来源。",
    "The main classes and the properties between them": "主要的类及其间的属性", "Class": "类", "Property": "属性",
    "Every claim has a thing as its subject, and every fact leads to sources.":
        "每项主张都以某一事物为对象，每项事实都指向来源。",
    "Documents": "文档", "Pages and files": "页面与文件", "What it is": "内容", "Terms": "术语",
    "How to find something here, take it away, and ask the graph from a terminal or a program.":
        "如何在此查找、下载，以及在终端或程序中查询本图。",
    "all saved questions by topic": "按主题列出的全部预存问题",
    "the answer of a question, with its sources": "问题的答案及其来源", "all things by kind": "按类别列出的全部事物",
    "what is known of a thing; its address is its IRI without the host":
        "关于某一事物的已知内容；其地址为其IRI去掉主机名",
    "an answer as a file: csv, json, xlsx, bib, csl.json, ris": "答案文件：csv、json、xlsx、bib、csl.json、ris",
    "a thing as a file: ttl, jsonld, nt, nq, trig, rdf": "事物文件：ttl、jsonld、nt、nq、trig、rdf",
    "plans and events as a picture, with filters": "计划与事件图，可筛选",
    "partners and missions as ribbons": "合作伙伴与任务带状图",
    "places of landings and impacts": "着陆与撞击地点", "what became known, by days": "按日列出新得知的陈述",
    "the same as an Atom feed": "同一内容的Atom订阅", "a form that checks triples or a sheet": "检查三元组或表格的表单",
    "the whole graph as files, its licence, how to cite it": "整个图谱的文件、许可和引用方式",
    "These pages are files. Search, forms, other days of knowledge, the check of triples and SPARQL need the program: "
    "ilrs-graph serve.":
        "这些页面是文件。搜索、表单、其他日期的已知内容、三元组检查和SPARQL需要运行程序：ilrs-graph serve。",
    "A date is as exact as its source: a day, a month, a year, a part of a year (late 2027), or a time that is open at "
    "one end (by 2030). Files have dates as EDTF (ISO 8601-2), pages in words.":
        "日期的精度与来源一致：日、月、年、年内时段（2027年末），或一端不定的时间（2030年前）。"
        "文件中的日期用EDTF（ISO 8601-2）表示，页面中用文字表示。",
    "It began with an article of October 2023 on China's International Lunar Research Station and holds lunar missions "
    "since 1958, with who contributed what, agreements, samples and plans.":
        "本图始于2023年10月一篇关于中国国际月球科研站的文章，收录1958年以来的月球任务，以及各方贡献、协议、样品和计划。",
    "Facts are entered by hand from pages that were read, and checked by shapes before they are kept.":
        "事实由人工从查阅过的页面录入，经形状检查后保存。",
    "More": "更多",
    "Letters": "字母", "Code lists": "代码表", "Classes": "类", "Properties": "属性", "Shapes": "形状",
    "The classes and properties of the graph (OWL 2 RL), its code lists (SKOS) and the shapes that check it (SHACL).":
        "本图的类和属性（OWL 2 RL）、代码表（SKOS）以及用于检查的形状（SHACL）。",
    "Broader": "上位", "Narrower": "下位", "Equivalent to": "等价于", "Value of": "作为以下属性的值", "From": "主语",
    "To": "宾语", "Inverse of": "互逆于", "Checked by": "检查于", "Other terms": "其他术语", "Other shapes": "其他形状",
    "What new triples must be like, in words: a shape reports what it says here, with its reason and what to do.":
        "新的三元组须符合的条件：形状会报告此处所写的问题，附理由和处理办法（原文为英文）。",
    "What to do": "处理办法", "Checks": "检查对象", "Path": "路径", "How many": "数量", "Values": "取值",
    "violation": "违反", "warning": "警告", "info": "提示",
    "The whole graph, to load into any RDF store or to read.": "整个图，可载入任何RDF存储或供阅读。",
    "Files": "文件", "File": "文件", "Size": "大小", "What it holds": "内容", "Licence": "许可",
    "How to cite": "如何引用",
    "The data are under CC BY 4.0, the code under Apache 2.0.": "数据采用CC BY 4.0许可，代码采用Apache 2.0许可。",
    "Cite the sources that an answer names, and the graph itself:": "请引用答案所列的来源和本图：",
    "A knowledge graph of lunar programmes and of who said what about them, when.":
        "一个关于月球计划、以及谁在何时对其作出何种说法的知识图谱。",
    "How to read it": "如何阅读", "Privacy": "隐私",
    "A date of the future is a statement by somebody on a day. All statements are kept; the one that counts now is "
    "marked, and what was wrong when it was said is struck through.":
        "未来的日期是某方在某日的陈述。所有陈述都予保留；当前采信的加以标记，作出时即有误的加删除线。",
    "Which statement counts follows a rule, from the rank of a statement to the day on which it was made; explain "
    "shows it.": "采信哪一项陈述依规则而定，从陈述的等级到作出陈述的日期；explain命令可说明。",
    "What the graph does not say is not known to it; it is not denied. A list is complete only where a note says so.":
        "本图没有说的，是它所不知的，并非否认。只有注明完整的列表才是完整的。",
    "The sign beside a row tells how many independent sources stand behind it, and whether one of them is primary.":
        "行旁的符号表示其背后有多少独立来源，以及其中是否有一手来源。",
    "Programmes": "计划", "All about it": "有关此计划的全部内容", "No dated event is known.": "没有已知日期的事件。",
    "Events from {year} on": "自{year}年起的事件",
    "Bars are plans as they were stated, one below the other; a line that leans to the right is a slip.":
        "横条为各次陈述的计划，自上而下排列；向右倾斜的线表示推迟。",
    "Partners of {name}": "{name}的合作伙伴", "international": "国际组织", "State": "国家", "Partner": "合作伙伴",
    "Mission": "任务", "The same as a table": "以表格显示",
    "A ribbon joins a partner with a mission that carries something of it; the wider, the more. Missions stand in the "
    "order of their launch.": "带子连接合作伙伴与载有其贡献的任务；越宽，贡献越多。任务按发射日期排列。",
    "Places of landings and impacts": "着陆与撞击地点", "near side": "正面", "far side": "背面",
    "south pole to 60° S": "南极至南纬60°", "north pole to 60° N": "北极至北纬60°", "landed": "已着陆",
    "landing that failed": "着陆失败", "impact": "撞击",
    "Only positions that a source gives are drawn; each is in the table with its source.":
        "只绘出来源给出的位置；每个位置及其来源见表。",
    "{n} landings or plans have no position.": "{n}次着陆或计划没有位置。",
    "These pages have no script, set no cookie and load nothing from elsewhere.":
        "这些页面没有脚本，不设Cookie，也不从别处加载任何内容。",
    # numbers of a graph
    "version": "版本", "root": "根目录", "as of": "截至", "triples": "三元组",
    "asserted": "肯定", "inferred": "推得的",
    "questions": "问题", "things": "事物", "sources": "来源",
    "facts, by the best kind of their sources": "事实，按最好的来源类型",
    "share of facts": "事实占比", "facts": "事实",
    "{title}:": "{title}：", "{name}: {value}": "{name}：{value}",
    # descriptions
    "Stated": "已陈述", "Claimed (* counts now)": "有主张（* 为当前采信）", "Follows from these": "由此推得",
    "What refers to it": "指向它的事物",
    "Dates": "日期", "What is said": "各方说法", "Facts": "事实", "Ask": "可提的问题", "Sources": "来源",
    "is also": "也是", ", planned": "，计划", ": {outcome}": "：{outcome}", "; said {n} more time": "；另有{n}次",
    "; said {n} more times": "；另有{n}次", "also: ": "另有：", "; and {n} more": "；另有{n}项",
    ", and {n} more": "，另有{n}项",
    " ({marks})": "（{marks}）", " ({said})": "（{said}）", "and {n} more: {command}": "另有{n}项：{command}",
    "{n} source: --sources lists it; ": "共{n}个来源：--sources 列出来源；",
    "{n} sources: --sources lists them; ": "共{n}个来源：--sources 列出来源；",
    "--facts gives every fact.": "--facts 列出全部事实。",
    "according to {speaker}": "据{speaker}", "until {day}": "至{day}",
    "not given": "未给出", "normal": "普通",
    # explanations
    "This does not hold. ": "此事实不成立。", "This holds: {fact}.": "以下成立：{fact}。",
    "This does not hold: {fact}.": "以下不成立：{fact}。", "The graph has: {values}.": "图谱中为：{values}。",
    "{words}.": "{words}。", "The rule: {rule}": "规则：{rule}", "{subject} is {value}": "{subject}是{value}",
    "{subject}, {verb}: {value}": "{subject}，{verb}：{value}", "It is stated in {where}.": "陈述于{where}。",
    "It follows from: {facts}.": "由以下事实推得：{facts}。",
    "It follows from {things} by the rule {rule}.": "依据规则{rule}，由{things}推得。",
    "This prevents it: {facts}.": "阻止其成立的是：{facts}。", "This is missing: {facts}.": "缺少：{facts}。",
    "It rests on one source: {source}.": "依据一个来源：{source}。",
    "It rests on {n} sources, the best of {source}; {least}.": "依据{n}个来源，最佳来源出自{source}；{least}。",
    "each fact has at least {n} independent source, of kind {kind} or better":
        "每项事实至少有{n}个独立来源，类型为{kind}或更好",
    "each fact has at least {n} independent sources, the best of kind {kind} or better":
        "每项事实至少有{n}个独立来源，其中最佳者的类型为{kind}或更好",
    "No {kind}{about} names {value} as {verb}": "没有任何{kind}{about}的{verb}为{value}",
    "No {kind}{about} has {verb} {value}": "没有任何{kind}{about}的{verb}为{value}",
    "No {kind}{about} is {value}": "没有任何{kind}{about}是{value}", " ({words})": "（{words}）",
    "{n} fact below, with --depth {depth}": "下有{n}项事实，用--depth {depth}显示",
    "{n} facts below, with --depth {depth}": "下有{n}项事实，用--depth {depth}显示",
    "Rules that could give it, the nearest first:": "可能推得它的规则，最接近的在前：",
    "why: see above": "理由：见上", "stated in {where}": "陈述于{where}", "stated": "陈述",
    "would follow from: ": "可由此推得：", "because: ": "因为：", "is a": "是", "anything": "任意事物",
    "nothing says: {words}": "没有陈述：{words}", "{said}, where nothing says: {words}": "{said}，且没有陈述：{words}",
    ", or: ": "，或：", "a rule": "规则", " and ": "且", "nothing": "无", "{name} is {value}": "{name}为{value}",
    "there is no {names}": "没有{names}", "{source}, where {known}": "{source}，其中{known}",
    "{name} is {value}, not {asked}": "{name}为{value}，而非{asked}",
    "{one} comes after {other}: {why}": "{one}排在{other}之后：{why}",
    "{worse} against {better}": "{worse}，对{better}", "{part} {worse} against {better}": "{part}：{worse}，对{better}",
    "equal rank": "等级相同", "a plan, not what happened": "是计划，而非实际", "not the preferred one": "并非优先",
    "stated earlier, on {worse}, not on {better}": "陈述较早，在{worse}，而非{better}",
    "from a lesser kind of source": "来源类型较弱",
    "{name} ({reason})": "{name}（{reason}）", "and {n} more": "另有{n}项", "ranks above: ": "排在以下各项之上：",
    "and {n} more like these": "另有{n}项与此相似", "existing values: {values}": "现有的值：{values}",
    "No rule derives such a fact: a file would have to state it.": "没有规则能推得此类事实：须由文件陈述。",
    "Contradiction: {facts}": "矛盾：{facts}", "violates {axiom}": "违反{axiom}",
    'as of that day this statement still had rank "normal"; the file shows its later rank':
        "截至当日，此陈述的等级仍为“普通”；文件中是其后来的等级",
    "stated in a file": "在文件中陈述", "follows": "推得", "missing": "缺少", "holds, and must not": "成立而不应成立",
})  # fmt: skip
"""The English texts of the program to Chinese."""

FOREIGN_TERMS: Mapping[str, str] = MappingProxyType({
    "type": "类型", "label": "名称", "altLabel": "别名", "hiddenLabel": "检索用名", "language": "语言",
    "publisher": "发布者", "issued": "发布日期", "identifier": "标识符", "isReplacedBy": "已由其取代",
    "replaces": "取代", "deprecated": "已弃用", "sameAs": "等同于", "wasDerivedFrom": "来源于", "generated": "生成",
    "actedOnBehalfOf": "代表", "hasUnit": "单位", "subOrganizationOf": "隶属于", "asWKT": "WKT坐标",
})  # fmt: skip
"""The local names of terms of other vocabularies to Chinese; the graph declares these terms without labels."""


def say(text: str, /, language: str = "en", **values: object) -> str:
    """Return a text of the program in a language, filled with values.

    >>> say("{n} rows", n=3), say("{n} rows", "zh", n=3)
    ('3 rows', '共3行')
    """
    found = CHINESE[text] if language == "zh" else text
    return found.format(**values) if values else found
