/* main.c - the command line: one row a command. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "main/command.h"

static int cmd_help(int argc, char **argv);
static int cmd_version(int argc, char **argv);

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *call, *en, *zh;
} commands[] = {
    { "serve", cmd_serve, "--pack DIR --data DIR [--listen HOST:PORT]", "run a city",
      "运行一座城市" },
    { "token", cmd_token, "--data DIR --role ROLE --name NAME", "make an API token",
      "生成接口令牌" },
    { "user", cmd_user, "--data DIR --login LOGIN --name NAME --roles ROLES",
      "add or change a user; the password comes on stdin", "新增或修改用户；密码从标准输入读取" },
    { "key", cmd_key, "--data DIR [--next] [--in HOURS]",
      "list the keys that sign licences; make the next one", "列出签发密钥；生成下一把" },
    { "audit", cmd_audit, "verify --data DIR", "prove that the audit chain is whole",
      "验证审计链完整" },
    { "replay", cmd_replay, "DIR --to URL --token T --speed N|max", "play a recorded event again",
      "重放一次记录的事件" },
    { "backup", cmd_backup, "--data DIR --file FILE --key-file FILE",
      "an encrypted copy of a city, also while it runs", "给城市做加密备份，运行中也可以" },
    { "restore", cmd_restore, "--data NEWDIR --file FILE --key-file FILE", "a city from its backup",
      "从备份恢复城市" },
    { "doctor", cmd_doctor, "--data DIR", "look whether all is well, and what to do",
      "检查各项是否正常，并给出处理办法" },
    { "migrate-store", cmd_migrate_store, "FROM TO [--data DIR]",
      "move a city from SQLite to PostgreSQL or back",
      "把城市的数据在 SQLite 与 PostgreSQL 之间迁移" },
    { "pack", cmd_pack, "check DIR", "read a pack whole and say what is wrong with it",
      "检查一个包，列出全部错误" },
    { "bpmn", cmd_bpmn, "suite MANIFEST | check FILE",
      "run a suite of process cases; look through a process file",
      "运行流程测试集；检查一个流程文件" },
    { "feel", cmd_feel, "EXPR [--context FILE] | --jsonl",
      "what a FEEL expression is worth; without EXPR a conversation",
      "计算 FEEL 表达式；不带 EXPR 时进入对话" },
    { "dmn", cmd_dmn, "run MODEL --decision NAME --input FILE [--explain] | check MODEL | tck DIR",
      "decide by a decision model; look through one; run the TCK",
      "按决策模型判定；检查模型；运行 TCK 测试集" },
    { "simulate", cmd_simulate, "--pack DIR --curves DIR --to URL --token T",
      "play a city's devices and crews", "模拟一座城市的设备和队伍" },
    { "version", cmd_version, "", "print the version", "显示版本" },
    { "help", cmd_help, "", "print this", "显示本帮助" },
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static int cmd_version(int argc, char **argv)
{
    (void)argc, (void)argv;
    printf("xiucheng %s\n", command_version());
    return 0;
}

static void print_commands(FILE *to)
{
    (void)fprintf(to, "xiucheng %s - 绣城\n\n", command_version());
    for (size_t i = 0; i < COMMANDS; i++)
        (void)fprintf(to, "  xiucheng %s %s\n      %s\n", commands[i].name, commands[i].call,
                      command_lang() == XC_LANG_ZH ? commands[i].zh : commands[i].en);
    (void)fprintf(to, "\nxiucheng COMMAND --help lists a command's options.\n");
}

static int cmd_help(int argc, char **argv)
{
    (void)argc, (void)argv;
    print_commands(stdout);
    return 0;
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    umask(0077); /* a city's data are for its owner alone */
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0)
        name = "version";
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    print_commands(stderr);
    return 2;
}
