#include "server/tasks/task.h"

namespace relevo {

#define RELEVO_TASK(name) TaskDefinition name();
#include "server/tasks/task_list.inc"
#undef RELEVO_TASK

const std::vector<TaskDefinition> &builtinTasks()
{
#define RELEVO_TASK(name) name(),
    static const std::vector<TaskDefinition> tasks{
#include "server/tasks/task_list.inc"
    };
#undef RELEVO_TASK
    return tasks;
}

} // namespace relevo
