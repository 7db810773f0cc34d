#include "gui-client/connection_dialog.h"

#include "gui-client/icons.h"
#include "gui-client/info_bar.h"
#include "gui-client/labels.h"
#include "gui-client/spacing.h"

#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

ConnectionDialog::ConnectionDialog(ConnectionModel &connection, ProfileModel &profiles, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_profiles(profiles)
    , m_listLabel(headingLabel(this))
    , m_list(new QListView(this))
    , m_remove(new QPushButton(this))
    , m_addressLabel(new QLabel(this))
    , m_address(new QLineEdit(this))
    , m_nameLabel(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_save(new QPushButton(this))
    , m_hint(quietLabel(this))
    , m_message(new InfoBar(this))
    , m_test(new QPushButton(this))
    , m_connect(new PrimaryButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName(u"connectionDialog"_s);
    layOut();
    connect(m_address, &QLineEdit::textEdited, this, &ConnectionDialog::onEdited);
    connect(m_name, &QLineEdit::textEdited, this, &ConnectionDialog::onEdited);
    connect(m_address, &QLineEdit::returnPressed, this, &ConnectionDialog::connectTo);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) { onProfile(index.row()); });
    connect(m_list, &QListView::activated, this, &ConnectionDialog::connectTo);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::saveProfile);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionDialog::removeProfile);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionDialog::connectTo);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&m_probe, &ConnectionProbe::changed, this, &ConnectionDialog::showProbe);
    retranslate();
}

void ConnectionDialog::layOut()
{
    const std::pair<QWidget *, QString> names[] = {
        {m_list, u"profileList"_s}, {m_remove, u"profileRemove"_s}, {m_address, u"address"_s},
        {m_name, u"profileName"_s}, {m_save, u"profileSave"_s},     {m_message, u"probeMessage"_s},
        {m_test, u"test"_s},        {m_connect, u"connect"_s},      {m_close, u"close"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    for (QPushButton *button : {m_remove, m_save, m_test, m_close})
        button->setAutoDefault(false);
    m_list->setModel(&m_profiles);
    m_list->setTabKeyNavigation(false);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMinimumHeight(110);
    m_listLabel->setBuddy(m_list);
    m_addressLabel->setBuddy(m_address);
    m_nameLabel->setBuddy(m_name);
    m_remove->setIcon(icon(Glyph::Remove));
    m_test->setIcon(icon(Glyph::Connect));

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(section);
    grid->setVerticalSpacing(gap);
    grid->addWidget(m_addressLabel, 0, 0);
    grid->addWidget(m_address, 0, 1);
    grid->addWidget(m_test, 0, 2);
    grid->addWidget(m_hint, 1, 1, 1, 2);
    grid->addWidget(m_nameLabel, 2, 0);
    grid->addWidget(m_name, 2, 1);
    grid->addWidget(m_save, 2, 2);
    grid->setColumnStretch(1, 1);
    auto *listHead = new QHBoxLayout;
    listHead->addWidget(m_listLabel, 1);
    listHead->addWidget(m_remove);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_connect);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(section);
    layout->addLayout(grid);
    layout->addWidget(m_message);
    layout->addLayout(listHead);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    resize(560, 420);
}

void ConnectionDialog::retranslate()
{
    setWindowTitle(tr("Connect to a server"));
    m_addressLabel->setText(tr("&Address"));
    m_nameLabel->setText(tr("&Name"));
    m_hint->setText(tr("Host and port, as in 127.0.0.1:5000"));
    m_name->setPlaceholderText(tr("To find it again in the list"));
    m_listLabel->setText(tr("Saved servers"));
    m_save->setText(tr("&Save"));
    m_remove->setText(tr("&Remove"));
    m_test->setText(tr("&Test"));
    m_connect->setText(tr("&Connect"));
    m_close->setText(tr("Close"));
    m_address->setAccessibleName(tr("Address"));
    m_address->setAccessibleDescription(m_hint->text());
    m_name->setAccessibleName(tr("Name"));
    m_name->setAccessibleDescription(m_name->placeholderText());
    m_list->setAccessibleName(m_listLabel->text());
    for (QPushButton *button : {m_save, m_remove, m_test, m_connect, m_close})
        button->setAccessibleName(QString(button->text()).remove(u'&'));
    m_save->setAccessibleDescription(tr("Remember this address under this name"));
    m_test->setAccessibleDescription(tr("See whether a server answers at this address"));
    onEdited();
}

void ConnectionDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ConnectionDialog::open()
{
    setAddress(m_connection.address());
    QDialog::open();
    m_address->setFocus();
    m_address->selectAll();
}

void ConnectionDialog::setAddress(const QString &address)
{
    m_address->setText(address);
    m_name->clear();
    m_list->clearSelection();
    m_list->setCurrentIndex({});
    for (int row = 0; row < m_profiles.count(); ++row) {
        if (m_profiles.addressAt(row) == address)
            m_list->setCurrentIndex(m_profiles.index(row));
    }
    onEdited();
}

void ConnectionDialog::onEdited()
{
    const QString problem = ConnectionModel::problemOf(m_address->text());
    m_probe.reset();
    if (!problem.isEmpty() && !m_address->text().isEmpty())
        m_message->show(problem, Tone::Warning);
    else
        m_message->clear();
    m_test->setEnabled(problem.isEmpty());
    m_connect->setEnabled(problem.isEmpty());
    m_save->setEnabled(problem.isEmpty() && !m_name->text().trimmed().isEmpty());
    m_remove->setEnabled(m_list->currentIndex().isValid());
}

void ConnectionDialog::onProfile(int row)
{
    if (row >= 0) {
        m_address->setText(m_profiles.addressAt(row));
        m_name->setText(m_profiles.nameAt(row));
    }
    onEdited();
}

void ConnectionDialog::saveProfile()
{
    // A name that is there already is given another address.
    int row = -1;
    for (int i = 0; i < m_profiles.count(); ++i) {
        if (m_profiles.nameAt(i) == m_name->text().trimmed())
            row = i;
    }
    if (const QString problem = m_profiles.problemOf(m_name->text(), m_address->text(), row); !problem.isEmpty()) {
        m_message->show(problem, Tone::Warning);
        return;
    }
    if (row >= 0)
        m_profiles.edit(row, m_name->text(), m_address->text());
    else
        row = m_profiles.add(m_name->text(), m_address->text());
    m_list->setCurrentIndex(m_profiles.index(row));
    onEdited();
}

void ConnectionDialog::removeProfile()
{
    m_profiles.remove(m_list->currentIndex().row());
    onEdited();
}

void ConnectionDialog::test()
{
    m_probe.test(m_address->text());
}

void ConnectionDialog::connectTo()
{
    if (!m_connection.connectTo(m_address->text()))
        return;
    m_profiles.setCurrentAddress(m_connection.address());
    accept();
}

void ConnectionDialog::showProbe()
{
    m_test->setEnabled(!m_probe.isRunning());
    if (m_probe.isRunning())
        m_message->show(tr("Testing…"), Tone::Neutral);
    else if (!m_probe.text().isEmpty())
        m_message->show(m_probe.text(), m_probe.isOk() ? Tone::Good : Tone::Bad);
}

} // namespace relevo::desktop
