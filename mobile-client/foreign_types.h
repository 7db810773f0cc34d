// The shared models' names in QML. QML makes none of them: it gets them from App, typed.
#pragma once

#include "common/client/models/catalog_model.h"
#include "common/client/models/connection_model.h"
#include "common/client/models/connection_probe.h"
#include "common/client/models/form_model.h"
#include "common/client/models/job_model.h"
#include "common/client/models/load_model.h"
#include "common/client/models/profile_model.h"
#include "common/client/models/result_model.h"
#include "common/client/models/task_detail_model.h"
#include "common/client/models/task_history_model.h"

#include <QtQml/qqml.h>

namespace relevo::mobile {

struct ForeignCatalogModel
{
    Q_GADGET
    QML_FOREIGN(relevo::CatalogModel)
    QML_NAMED_ELEMENT(CatalogModel)
    QML_UNCREATABLE("App.catalog")
};

struct ForeignConnectionModel
{
    Q_GADGET
    QML_FOREIGN(relevo::ConnectionModel)
    QML_NAMED_ELEMENT(ConnectionModel)
    QML_UNCREATABLE("App.connection")
};

struct ForeignConnectionProbe
{
    Q_GADGET
    QML_FOREIGN(relevo::ConnectionProbe)
    QML_NAMED_ELEMENT(ConnectionProbe)
    QML_UNCREATABLE("App.probe")
};

struct ForeignFormModel
{
    Q_GADGET
    QML_FOREIGN(relevo::FormModel)
    QML_NAMED_ELEMENT(FormModel)
    QML_UNCREATABLE("Workbench.form")
};

struct ForeignJobModel
{
    Q_GADGET
    QML_FOREIGN(relevo::JobModel)
    QML_NAMED_ELEMENT(JobModel)
    QML_UNCREATABLE("App.jobs")
};

struct ForeignJobFilterModel
{
    Q_GADGET
    QML_FOREIGN(relevo::JobFilterModel)
    QML_NAMED_ELEMENT(JobFilterModel)
    QML_UNCREATABLE("App.activity")
};

struct ForeignLoadModel
{
    Q_GADGET
    QML_FOREIGN(relevo::LoadModel)
    QML_NAMED_ELEMENT(LoadModel)
    QML_UNCREATABLE("App.load")
};

struct ForeignProfileModel
{
    Q_GADGET
    QML_FOREIGN(relevo::ProfileModel)
    QML_NAMED_ELEMENT(ProfileModel)
    QML_UNCREATABLE("App.profiles")
};

struct ForeignResultModel
{
    Q_GADGET
    QML_FOREIGN(relevo::ResultModel)
    QML_NAMED_ELEMENT(ResultModel)
    QML_UNCREATABLE("Workbench.result")
};

struct ForeignTaskHistoryModel
{
    Q_GADGET
    QML_FOREIGN(relevo::TaskHistoryModel)
    QML_NAMED_ELEMENT(TaskHistoryModel)
    QML_UNCREATABLE("Background.history")
};

struct ForeignTaskDetailModel
{
    Q_GADGET
    QML_FOREIGN(relevo::TaskDetailModel)
    QML_NAMED_ELEMENT(TaskDetailModel)
    QML_UNCREATABLE("Background.task")
};

struct ForeignTaskTimeline
{
    Q_GADGET
    QML_FOREIGN(relevo::TaskTimeline)
    QML_NAMED_ELEMENT(TaskTimeline)
    QML_UNCREATABLE("TaskDetailModel.timeline")
};

} // namespace relevo::mobile
