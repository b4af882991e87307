"""Chinese words that deny or stand for a denial: what explains them otherwise, and which denials they answer.

A line is Chinese words, then ← and English words: in English `*` is any letters, `+` at least one letter, `_` white
space, BORN a word negative by birth. Lines that begin with white space continue the one before. What a line of
EXPLAINED takes, later lines do not see.
"""

from __future__ import annotations

BORN = (
    r"un(?!til|der|i[cftoqv]|ix|less|o\b|like|fortunate|pack|lock|zip|load|install|do|link|wrap|wind|mount|set|bind|sign"
    r"|regist|subscri|pick|e[xs]|safe_)\w{3,}|non[a-z]{3,}|non-|mis(?!sing|sion|tak)[a-z]{3,}"
    r"|dis(?:connect|agree|allow|courag|similar|continu|advantag|honest|qualif|join)\w*"
    r"|in(?:valid|correct|compatib|complet|consisten|secur|sufficien|visib|activ|accura|appropriat|accessib|eligib|equal"
    r"|finit|definit|effectiv|efficien|sensitiv|adequa|ability|capab|evitab|formal|varian|decent|direct|conven|frequen"
    r"|stab)\w*|im(?:mutab|possib|prop|preci|practic|perfect|partial|mortal)\w*"
    r"|ir(?:relevan|regular|responsib|revers|replac)\w*|ill(?:egal|icit|egib)\w*"
)
"""English words negative by birth: invalid, unknown, non-zero, disallow."""

EXPLAINED = r"""
(?<![绝并])不仅(?!限) 不但 不只 不光 (?<![验证通审核])不过 不断 不管(?!用|理) 不论 无论 不禁(?![用止]) 不愧 不妨
  不得不 不能不 不得已(?=[而的时，。]|情况|\Z) 要不然 差不多 了不起 对不起 不懈 不惜 不幸(?!福)
是否 能否 可否 与否 非常 未来 特别 别的 分别 类别 级别 别名 区别 识别 性别 鉴别 判别 差别 辨别 告别 别人 个别
  无线(?!性) 毫无疑问 无疑 无数 无形 无障碍 无锡 不锈 不动产 未免 非洲 南非 无缝
(?<![管所具])有没有 (?<!但)是不是 (?<![功性本智可才技])能不能 要不要 (?<![议员协董理])会不会 可不可以 不由得
  不约而同 无非 莫过于 莫大 淹没 埋没 出没(?!有) 沉没 没收(?!到) 没落 不久 不少 不止
除非 若非 ← unless except
否则 要不 不然 ← otherwise else unless
不支持 ← unsupported
非(?!要) ← non* illegal*
不同 不一样 异于 有别 ← differ* var(?:y|ies|ious|iants?|iet*|iations?) distinct* unlike unequal versus diverse
  contrast* depending
不等 ← unequal inequalit+
而不是 而非 ← rather_than instead_of versus opposed
不可[变用见避靠读分知达行] 不[变明足当便利安满慎法稳准齐全清妥宜]
  不(?:完整|兼容|透明|安全|一致|准确|稳定|确定|必要|合适|适当|活动|合法|规则|匹配|可见|相关|完全|受信任|建议) ←
  BORN opaque constant
不[良幸错] 不(?:正确|对劲|好) ← BORN bad* poor* wrong* fail*
无[效符穷限条名关意害声人用状缝]\w? 未(?:知|定义|使用|经|压缩|命名|捕获|授权|处理|识别|指定|完成) ← unknown
  undefined unused unspecified unauthori* uncompressed unnamed uncaught un+ed in+id infinite* infinity minus
  invalid* incomplete* useless meaningless forever regardless \w{3,}less nan dead
禁止 严禁 杜绝 ← prohibit* forbid* forbidden disallow* ban* disabl* block* prevent* restrict* deactivat+
避免 以免 免得 难免 ← avoid* prevent* lest disclaim* inevitabl+ in_order sav+ eliminat* protect*
防止 阻止 ← prevent* protect* avoid* guard* stop* defen+ against block* keep* inhibit* secur+ anti* lest suppress*
缺少 缺乏 ← miss* lack* absen+ default* disadvantage* short* drawback* weakness*
拒绝 谢绝 切忌 ← reject* refus+ den(?:y|ie[sd]|ied|ial)* declin+ turn* discard*
之外 以外 除外 ← except* exclud+ beyond outside apart aside besides addition other_than else unless
难以 很难 ← difficult* hard* troubl+ challeng+ rough tough* disaster* problem* inconvenien+ tricky awkward unwieldy
  obscur+ confus+ cumbersome BORN
"""
"""What may be taken for a denial of any kind, and what explains it otherwise; without ← it denies nothing."""

ANSWERS = r"""
空(?![间格]) 缺省 缺失 缺位 缺(?![陷点]) ← nothing no none arg* param* specif* truncat* value set effect password*
  fill* ← empty blank null miss* lack* absen+ *space* defect*
存在 ← empty null missing absent ← exist* present
失败 失效 失灵 失误 报错 断开 故障 出错 有误 误 错误 坏 不通 停止 ← protect* work* function* valid match* happen*
  available right correct* succe* connect* effect* run* respond* maintain* intention* go ← fail* err+ wrong*
  incorrect* mis+ invalid* fault* broken bad* exception* rais+ disconnect* stop* bug* damag* BORN
正常 正确 顺利 成功 畅通 ← without problem* complain* error* issue* trouble* confus* bug* crash* ← normal* correct*
  right* succe* proper* fine normally
直接 原样 照样 ← without required no_change* as_is ← direct* just simply straight*
即可 免(?![费疫责得]) 跳过 绕过 略过 ← without required no ← skip* omit* free* suffic* bypass* exempt* disclaim*
去掉 去除 除去 省略 省去 脱离 关闭 抑制 清除 ← without ← remov* strip* omit* leav+ clos+ suppress* delet* clear*
失去 丧失 ← no_such longer anymore ← lose los[est]* lost
关闭 禁用 停用 停止 终止 取消 移除 去除 废弃 失效 ← longer no_more anymore any_more switched turned desired
  maintain* allow* permit* ← clos+ disabl+ stop* terminat* cancel* remov* delet* deprecat* expir* forbid* prohibit*
  ban* shut* kill* prevent* drop*
用完 用尽 耗尽 穷尽 完毕 使用完 用过 ← longer no_more anymore left any_more ← exhaust* finish* complet* used end*
  run_out
中断 中止 阻止 取消 ← send run proceed continu* execut* deliver* ← interrupt* abort* stop* cancel* prevent* block*
保持 保留 停留 静止 固定 维持 ← chang* modif* alter* mov* affect* touch* ← keep* remain* retain* preserv* maintain*
  stay* fix* stop* leav+ left reserv* hold* still unchanged
可选 足够 足以 足矣 就行 就可 只需 只要 无妨 都可以 ← required necessary need* mandatory have_to restart*
  significant ← option* enough suffic* only just as_long
忽略 略去 ← respect* honou?r* consider* account tak+ notic* us+ appl+ affect* ← ignor* omit* skip* disregard*
自由 随意 完全可以 随便 ← restrict* requir* reason limit* ← free* arbitrar*
简单 容易 方便 轻松 ← difficult* hard stop* complicat* ← simpl* easy eas* convenien*
低于 少于 小于 不足 ← have least ← less few* below under lower small*
失 ← fair right* just ← los[est]* fail* miss+ invalid*
豁免 免除 免于 免缴 免征 免收 免费 ← subject required apply applies pay* tax* charge* cost* fee fees ← exempt*
  waiv* free*
反对 ← support* favo* agre* ← oppos* object* against
违反 违法 ← comply complian* conform* legal* allowed permitted ← violat* illegal* breach* break*
拖欠 逾期 ← pay* paid ← overdue late delinquent arrears
缺席 ← attend* present ← absen*
落选 ← elect* win ← los[est]* defeat*
保密 秘密 匿名 ← disclos* reveal* known name* identif* ← confidential* secre* anonym* private*
独立 脱离 ← depend* part ← independen* separat*
闲置 ← use used using ← idle
剥夺 丧失 ← eligib* entitle* allow* qualif* ← depriv* los[est]* forfeit*
相同 一样 同样 一致 ← differ* distinguish* distinct* ← same equal* identical alike
立即 立刻 马上 及时 ← delay* ← immediate* prompt* at_once instant*
自动 ← intervention manual* ← automat*
一律 ← exception* ← all every always
持平 停滞 ← grow* increas* chang* progress* ← flat stagnat*
假 ← true ← false fals* fake*
断电 停电 断水 停水 断供 断网 ← power water electric* gas heat* network* ← outage* blackout* cut*
忘 ← remember ← forg[eo]t*
懒得 ← bother ← lazy
谨慎 慎重 小心 ← light* careless* ← care* caution* beware
多余 ← should need* necessary ← redundan* extra unnecessary superfluous
只 仅 才是 ← intended designed support* error meant ← only just sole* simpl[ey]* mere* single read if when
隐藏 消失 隐去 ← visib* shown show* display* see appear* nowhere ← hid+ disappear* vanish* gone
陌生 疑问 疑惑 困惑 疑难 ← know* understand* sure clear* certain* familiar aware ← question* doubt* confus* strang*
  puzzl*
不管 无论 不论 随意 任意 不顾 不计 ← care* matter* regard* mind* ← arbitrar* whatever whether regardless no_matter
  random*
两码事 两回事 区别 差异 ← same identical equal* equivalent ← differ* distinguish* distinct*
低 弱 ← good strong* efficien* high* large* great* ← low* weak* less
差 问题 糟 ← good great well work* fun ← bad* poor* differ* problem* issue* question* trouble*
慢 ← fast* quick* ← slow*
难 ← easy eas* simple well likely fun ← difficult* hard* trouble* challeng* tough*
很小 很少 不多 有限 欠 勉强 ← useful common* much many often well worth* stabl* robust* enough room large* great* ←
  limit* less few little small* rare*
始终 总是 一直 随时 伴 ← never ← always forever any_time
待 即将 正在 ← yet ← wait* pending
意外 偶 罕 鲜 ← usual* often inadvertent* ← unexpected* accident* rare* occasional* surpris*
超过 超出 突破 ← restrict* limit* confin* ← exceed* beyond over* more_than
"""
"""What answers a denial in whose neighbourhood one of the first English words stands, where none of the last does."""
