"""Chinese words that deny, or may stand for a denial, with the English words that explain them otherwise.

A line is Chinese words, then ← and the English words, any of which explains one of them: in English `*` is any
  letters,
`+` at least one letter, `_` white space, BORN a word negative by birth. Words without ← deny nothing. What a line
takes, later lines do not see. Lines that begin with white space continue the one before.
"""

from __future__ import annotations

BORN = (
    r"un(?!til|der|i[cftoqv]|ix|less|o\b|like|fortunate|pack|lock|zip|load|install|do|link|wrap|wind|mount|set|bind|sign"
    r"|regist|subscri|pick|e[xs]|safe_)\w{3,}|(?:non|mis)[a-z]{3,}|non-"
    r"|dis(?:connect|agree|allow|courag|similar|continu|advantag|honest|qualif|join)\w*"
    r"|in(?:valid|correct|compatib|complet|consisten|secur|sufficien|visib|activ|accura|appropriat|accessib|eligib|equal"
    r"|finit|definit|effectiv|efficien|sensitiv|adequa|ability|capab|evitab|formal|varian|decent|direct|conven|frequen"
    r"|stab)\w*|im(?:mutab|possib|prop|preci|practic|perfect|partial|mortal)\w*"
    r"|ir(?:relevan|regular|responsib|revers|replac)\w*|ill(?:egal|icit|egib)\w*"
)
"""English words negative by birth: invalid, unknown, non-zero, disallow."""

EXPLAINED = r"""
(?<![绝并])不仅(?!限) 不但 不只 不光 不过 不断 不管(?!用|理) 不论 无论 不禁(?![用止]) 不愧 不妨 不得不 不能不
  不得已 要不然 差不多 了不起 对不起 不懈 不惜
是否 能否 可否 与否 非常 未来 特别 别的 分别 类别 级别 别名 区别 识别 性别 鉴别 判别 差别 辨别 告别 别人 个别
  除以
除此 空间 空格 空白 刚才 才能 人才 只要 只读 另外 仅仅 无线(?!性) 毫无疑问 绝对 绝大 无疑 无数 无形 无障碍
  无锡 不锈 不动产 未免 非洲 南非
(?<![管所])有没有 (?<!但)是不是 (?<![功性本智可才技])能不能 要不要 (?<![议员协董理])会不会 可不可以 不由得 不约而同
  无非 莫过于 莫大 淹没 埋没
  出没(?!有) 沉没 没收(?!到) 没落 不久 不少 不止
不支持 ← unsupported
除非 ← unless except without
非(?!要) ← non* unless illegal*
否则 ← otherwise else unless
不同 不一样 不等 异于 有别 ← differ* var(?:y|ies|ious|iants?|iet*|iations?) distinct* unlike unequal inequalit+
  versus diverse contrast*
而不是 而非 ← rather instead versus opposed
不可[变用见避靠读分知达行] 不[变明足良当便利安满幸慎法错稳准齐全清妥宜]
  不(?:完整|正确|兼容|透明|安全|一致|准确|稳定|确定|必要|合适|适当|活动|合法|规则|匹配|可见|相关|完全|受信任|建议)
  ← BORN opaque bad* poor* wrong* lack* constant fail*
无[效符穷限条名关意害声人用状缝]\w? 未(?:知|定义|使用|经|压缩|命名|捕获|授权|处理|识别|指定|完成) ← unknown
  undefined unused unspecified unauthori* uncompressed unnamed uncaught un+ed in+id infinite*
  invalid* incomplete* useless meaningless forever regardless \w{3,}less nan
错误 出错 有误 误 ← err+ wrong* incorrect* mis+ bugs? invalid fault* fail* bad false* improper* exception* warn*
  typos? defect* BORN crash*
失败 失效 失去 丢失 遗失 损失 消失 失 ← fail* los[est]* lost miss+ invalid* err+ unsuccess* disappear* expir+
  BORN broken gone downtime vanish* orphan* disconnect*
禁止 禁用 严禁 停用 关闭 禁 ← disabl+ prohibit* forbid* forbidden disallow* ban* off clos+ shut* prevent* block*
  suppress* deactivat+ restrict*
避免 以免 免得 免费 免除 豁免 难免 免 ← avoid* free* exempt* prevent* waiv+ immun+ lest disclaim* sav+
  inevitabl+ in_order
防止 预防 阻止 防 ← prevent* protect* avoid* guard* firewall* stop* defen+ defensive* against block* keep*
  inhibit* secur+ proof anti* lest suppress*
忽略 无视 跳过 略过 省略 遗漏 疏漏 漏 ← ignor+ skip* omit* leak* silent* silenc+ disregard* miss* drop* bypass*
  suppress* hid+ discard* vulnerab+ left elid+ omission* overlook* shorthand pass*
停止 中止 终止 停 ← stop* paus+ halt* suspend* terminat+ end* abort* hover* ceas+ quit* kill* discontinu+ hang*
  stay* shut* stall* break* freez+ interrupt* park* hold*
断电 停电 断水 停水 断供 ← outage* blackout* cut*
缺少 缺乏 缺失 缺省 缺陷 缺点 缺 ← miss* lack* absen+ default* defect* disadvantage* flaw* short* drawback*
  downside* fault* bugs? cons page gap* weakness* vacan+ omit*
拒绝 杜绝 隔绝 ← reject* refus+ den(?:y|ie[sd]|ied|ial)* declin+ isolat+ never turn* discard* always bounce* abs
删除 移除 清除 去除 消除 解除 排除 剔除 拆除 卸除 除去 除法 整除 扣除 弹出 删 除 ← remov+ delet+ clear* exclud+
  except* eliminat+ eras+ divi+ strip* clean* drop* purg+ discard* release* unless detach* pop* apart aside
  besides other addition addition* quit trash wip+ unset unlink uninstall* unregister* destroy* unlock* cancel*
  take* as_well else trim* resolv+ prun+ unbind* unset* unmount* reset* BORN modulo rid dismiss* subtract*
除了 ← except* besides apart aside addition other_than
以外 之外 例外 外, ← except* exclud+ beyond outside apart aside besides addition other_than else unless
之前 以前 ← before previous* prior former* preced+ old* earlier past ago until last legacy yet up_to pre*
  already till
直到 直至 ← until till up_to wait* through before by
只能 只有 只是 只会 只在 只 仅 唯一 唯 才 单纯 单独 ← only just sole* simpl[ey]* mere* uniqu+ single* read alone
  exclusive* sufficient until once but limited purely one restrict* at_least when trivial* unless instead except
  individual* particular* standalone separate* keyword positional requir+ to_be need* must solo
零 空 ← zero* empt+ 0 null blank* *space* spac+ naught void vacuum air* idle nil nul vacan+ free clear* missing
  whitespace padd* parity nonempty fraction
超出 超过 ← exceed* beyond over* outside out_of more_than above larger greater excess* past longer up_to timeout
  too
弃用 丢弃 舍弃 放弃 抛弃 废弃 弃 ← deprecat+ discard* drop* abandon* throw* obsolet+ giv+ abort* cancel* waiv+
  trash dispos+ favou?r renounc+ toss* skip* fallback forgo* retir+ relinquish*
减少 至少 很少 较少 更少 缺少 多少 最少 少 ← least less few* reduc+ rare* little minim+ small* lower* how_m+
  seldom short* lack* decreas+ handful under cut* some many much several limited save* scarc+ uncommon*
难以 困难 很难 难 ← difficult* hard* troubl+ challeng+ rough tough* disaster* problem* inconvenien+ tricky
  awkward unwieldy fail* obscur+ confus+ refugee* embarrass+ complicat+ cumbersome BORN
相反 反之 反而 反对 违反 ← opposite* contrary revers+ invers+ instead rather conversely against violat+ oppos+
  otherwise contrast back* negat+ inver+ breach* viol+ vice object*
另一 其他 其它 另 以外的 ← other* another else addition* separate* second* alternativ+ more different* one also
  remaining rest further various any like etc same extra back
尚 原样 保留 保持 ← still yet also as_is keep* remain* retain* preserv+ reserv+ maintain* too unchanged even or
  and leav+ hold* stay* in_addition continu+ addition* back return* provid* can but persist* save* as_well left
  any verbatim store* other more both otherwise then while instead furthermore further includ+ alternativ+
  another may using unmodif+ tak+
脱离 独立 隐藏 取消 撤销 离线 欠 罕 鲜 弱 差 负 假 拦 限制 局限 抑制 阻 逃 防 伪 抵 剩 白白 废 乱 免 ← *detach*
  *independen* *hid* *cancel* *revok* *revoc* *offlin* *ow[ei]* *rare* *weak* *differ* *bad* *poor* *negativ*
  *false* *fals* *den[iy]* *block* *limit* *restrict* *confin* *suppress* *prevent* *escap* *pseudo* *fake*
  *remain* *rest* *wast* *obsolet* *bound* *undo* *standalone* *separat* *individual* *minus* *load* *respons*
  *charge* *whether* *check* *if* *or* *determin* *test* *error* *assum* *attempt* *boolean* *imit* *stop*
  *prohib* *gap* *except* *subtract* *delta* *offset* *discourag* *sub* *contextual* *deni* *unsubscrib*
  *withdraw* *hinder* *disregard*
忘记 忘 切忌 直接 去掉 正常 意外 大胆 透传 可选 顺利 穷尽 用完 过期 独有 特有 例外 最多 最大 正如 恰 依然 白费
  徒劳 随时 多余 拙 屏蔽 谢绝 规避 弥补 谨慎 小心 当心 ← forg[eo]t* expir+ outdated stale uniqu+ except* most
  max* just still exactly careful* caution* any_time redundan+ extra block* mask* avoid* workaround* beware
  large* exclusive* own specific direct* normal* optional* bold* accident* unexpected* surpris* success* plain*
  straight*
"""
"""What may be taken for a denial, and what explains it."""
