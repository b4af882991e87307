"""What English denies, and how Chinese says it when it says it plainly.

A line is English words (`*` is any letters), then ← and Chinese of which some stands in a literal translation, with a
word that denies before it or, where that word was lost, without. A translation in which nothing of it stands says the
opposite in a word of its own, or says nothing at all.
"""

from __future__ import annotations

PASSED_OVER = (
    r"(?:\w+ly|be|been|being|an?|the|any|to|yet|actually|very|always|also|then|even|just|ha[sd]|have|having|get|got|do|does"
    r"|did|of|its?|their|your|his|her|my|our|this|that|these|those|such|you|we|they|there|by|in|for|on|with|from|at|as|so"
    r"|more|other|longer|additional|further|much|own|able|going|same\s+way)\b"
)
"""Words between a denial and what it denies."""

DENIED = r"""
support* ← 支持 受支 维护
require* requirement* mandatory ← 需 要 必 须 求
use used using uses usage ← 用
specif* ← 指定 特定 给出 说明 明确 规定 具体
argument* parameter* ← 参数 参 值
exist* exists present ← 存在 有 在 出现 现有
includ* contain* ← 包 含 有 列入 纳入 计入
provid* supply suppl* given give* gives ← 提供 给 指定 供 传
set setting* ← 设 置
chang* alter* modif* ← 改 变 更 修
call* called invok* ← 调用 称 叫 打电话 召 唤 呼
availabl* usabl* accessib* ← 用 可 获 访问 得 到 供 有 提供
match* ← 匹配 符 相 配 一致 吻合
work* works working function* ← 工作 作用 用 行 起 运 效 功能 正常
found find* finding located ← 找 发现 查 寻 位于 得
defin* ← 定义 规定 确定 界定
want* wish* desir* ← 想 要 希望 愿 期望 需
allow* permit* ← 允许 许 准 可 让 能
return* ← 返回 回 退 归
effect* affect* impact* influenc* ← 影响 效 作用 生效 受
guarante* ensur* assur* ← 保证 确保 担保
creat* ← 创建 建 造 产生 生成 创
possibl* ← 可 能
accept* ← 接受 受 接 收 认可
instanc* ← 实例 例 对象
mak* made ← 作 做 使 让 成 造 意义 进行 制 构 出
install* ← 安装 装
handl* process* deal* ← 处理 理 办
implement* ← 实现 实施 执行 落实
rais* throw* ← 引发 抛 提 出 发
read readable ← 读
valid ← 有效 合法 效 正确
check* inspect* ← 检 查 核 验
recommend* advis* suggest* encourag* ← 建议 推荐 提倡 鼓励 荐
value* ← 值 价
part parts ← 部分 属于 组成 成
method* ← 方法 方式 法
add* ← 添 加 增
error* mistake* ← 错 误
thread* ← 线程
block* ← 阻 块 堵 挡
exception* ← 异常 例外
way ← 方 法 办法 途径 方式
attempt* try tries trying tried ← 尝试 试 图 企
appear* ← 出现 现 显示 看
equal* ← 相等 等 同 平
run runs running ← 运行 跑 执行 经营 参选 行
acces* ← 访问 取 进入 接触 获
pass passed passing passes ← 传 通过 递 过 给
consider* regard* view* treat* deem* ← 视 考虑 认为 看 当 算 对待
see seen seeing look* ← 看 见 查 显
know known knowing ← 知 道 了解 认识 晓 清楚 熟
clos* closed ← 关 闭 结束
cover* ← 涵盖 覆盖 包 涉及 讲 盖 介绍
typ* ← 类型 型 输入 键入 种
encod* ← 编码 码
data ← 数据 资料
recogni* ← 识别 认 承认
object* ← 对象 物 反对 目标
updat* ← 更新 新 更
stor* sav* ← 存 储 保
intend* mean* meant ← 打算 旨 用于 意 为 想 指 代表 目的 有意
attribut* propert* ← 属性 性
send* sent ← 发 送 寄
cop* copied ← 复制 拷贝 副本
special ← 特殊 特别 特
verif* validat* authenticat* ← 验 证 核 确认 校
test* ← 测试 试 检 测
enabl* activ* ← 启用 激活 开 启 用 活
inherit* ← 继承
enforc* ← 强制 执行 实施
configur* ← 配置 设
suitabl* appropriat* fit fits applicab* apply appl* ← 适 合 用 申请 应 符
tak* taken take ← 取 采 拿 花 占 带 服 考虑 接 用 进
list listed lists ← 列 表
determin* decid* decision* ← 确定 决 定 判
convert* conver* ← 转 换
nam* named name ← 名 称 叫 命名
expect* ← 期 预 希望 想 指望
remov* delet* ← 移除 删 除 去 清 拆
shar* ← 共享 分享 共 分
compatib* ← 兼容
perform* execut* carry carried conduct* ← 执行 进行 行 性能 做 履行 表现
follow* ← 跟 遵 循 后 随 按
start* begin* began launch* ← 开始 启 开头 始 起
document* ← 文档 文 记 档
new ← 新
end ends ending finish* complet* done ← 完 结 毕 束 做 成 尾 好
represent* ← 表示 代表 体现
evaluat* ← 求值 评 计算
referenc* refer refers referred ← 引用 指 参 提
happen* occur* ← 发生 出现 有 生
depend* rely relies relied ← 依赖 依 靠 取决 赖 凭
open* opened ← 打开 开
build* built ← 构建 建 编译 造
show* shown display* visibl* ← 显示 示 展 看 见 现 可见
receiv* get gets obtain* acquir* retriev* fetch* ← 收 获 得 接 领 取 到
register* regist* ← 注册 登记 册
writ* written ← 写 编 书面 入
load* loaded ← 加载 载 装
sufficient enough ← 足 够
resolv* solv* ← 解 决
useful help* helpful ← 用 帮 助 益
releas* publish* ← 释放 发布 发 出版 公布 布
break* broken ← 破 断 坏 打 分 拆
limit* restrict* restriction* confin* ← 限 制 局
connect* ← 连接 接 联 连
keep* retain* preserv* maintain* ← 保 留 持 维护 存
meet* met satisf* ← 满足 符合 达 会见 满意
trigger* caus* ← 触发 引 导致 造成 产生 起
generat* produc* ← 生成 产生 生产 产
detect* ← 检测 测 发现 察
report* ← 报
correct* right ← 正确 对 确 权
easy eas* simple difficult* hard ← 易 简单 难 容易 困难 轻松
good bad ← 好 坏 良 佳 错 差
cook* buffer* cach* ← 缓 冲 熟 存
important significant matter* ← 重要 关系 意义 重大 要紧
safe secure ← 安全 稳妥
problem* issue* trouble* ← 问题 麻烦 困难
key keys ← 键 密钥 钥匙 关键
understand* understood ← 理解 了解 懂 明白
introduc* ← 引入 介绍 引 推出 出台
replac* ← 替 换 取代
mov* moved transfer* ← 移 动 转 搬 迁
result* ← 结果 导致 果 产生
reflect* ← 反映 体现
emit* output* print* ← 发出 输出 打印 发 印 出
describ* ← 描述 说明 述
identical same ← 相同 一样 同 一致 等
uniqu* ← 唯一 独
trust* ← 信任 信 可靠
los* lose lost ← 失 丢 损
serv* serve ← 任 担任 服务 供 作为
vot* voted ← 投票 表决 票
approv* ← 批准 核准 通过 赞成 同意
agre* consent* ← 同意 一致 赞成
eligib* qualif* ← 资格 合格 符合 条件
elect* elected ← 选
appoint* hire* hir* employ* ← 任命 聘 雇 任 用
pay* paid ← 付 缴 支 交 薪
apply* ← 适用 申请 用
disclos* reveal* ← 披露 透露 公开 泄
violat* ← 违
act acts acting action* ← 行 动 作 法
particip* attend* ← 参 出席
spend* spent ← 花 支出 用
collect* gather* ← 收 集 征
interfer* interven* ← 干 预 涉
delegat* ← 授 委
exceed* ← 超
decreas* reduc* increas* rais* ← 减 增 降 提高 少 加
believ* think* ← 相信 认为 信 想
ask asked asking ← 问 要求 请 询
answer* respond* repl* ← 回 答 应 复
tell* say says said ← 告 说 讲 表示
leave* leav* left ← 离 留 剩 退
stay* remain* ← 留 保 仍 呆 待
turn* switch* ← 转 切 变 开 关
reach* ← 达 到 触 联系
seem* ← 似 看 像 显
care concern* mind ← 关心 在乎 在意 介意 理会 管
like likes liked ← 喜欢 像 如 类似
leak* ← 泄
share* ← 共享 分享
assum* ← 假 设 认为 承担
customiz* custom ← 自定义 定制
own owned ← 拥有 属
hold* held ← 持 担任 拥有 举行 保
belong* ← 属
come comes coming ← 来 带 附
exclud* ← 排除 除
limit* ← 限
wait* ← 等
conflict* clash* ← 冲突 矛盾
fail* ← 失败 败 失
delay* ← 延 拖 迟
lead* ← 导 引 领 前
accur* precise* exact* ← 准确 精确 准 确切 精
clear* obvious* ← 清 明 显
awar* ← 意识 知 察觉
familiar ← 熟悉
likely probabl* ← 可能 大
common* usual* often frequent* ← 常 普遍 经 多
full* entire* complete ← 完全 全 整 满
"""
"""English words and the Chinese for them."""
