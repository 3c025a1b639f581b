// SPDX-License-Identifier: Apache-2.0
#include "client/view/filespane.h"

#include "client/store/account.h"
#include "client/store/filelistmodel.h"
#include "client/view/accessiblerows.h"
#include "client/view/emptystate.h"
#include "client/view/iconbutton.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/sidebarlist.h"
#include "client/view/tooltiptext.h"

#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

FilesPane::FilesPane(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_rows(new AccessibleRows(
          [](const QModelIndex &index) { return spokenText(SidebarRow::ofFile(index)); }, this,
          [](const QModelIndex &index) { return toolTipText(index.data().toString()); }))
    , m_back(new IconButton(theme, "back"_L1, tr("Back to the details"), this, IconButton::Look::Plain,
                            IconDirection::Mirrored))
    , m_close(new IconButton(theme, "close"_L1, tr("Close the details"), this))
    , m_pages(new QStackedWidget(this))
    , m_list(new SidebarList(theme, tr("Files"), &SidebarRow::ofFile, this))
    , m_none(new EmptyState(theme, "file"_L1, this))
    , m_note(new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, this))
{
    setObjectName(u"filesPane"_s);
    build();
    connect(m_back, &QToolButton::clicked, this, &FilesPane::backRequested);
    connect(m_close, &QToolButton::clicked, this, &FilesPane::closeRequested);
    connect(m_list, &SidebarList::chosen, this, [this](const QModelIndex &index) {
        Q_EMIT messageRequested(Seq(index.data(FileListModel::SeqRole).toLongLong()));
    });
}

FilesPane::~FilesPane()
{
    m_rows->setSourceModel(nullptr);
}

void FilesPane::build()
{
    m_back->setObjectName(u"filesBack"_s);
    m_close->setObjectName(u"closeFiles"_s);
    m_list->setObjectName(u"fileList"_s);
    m_list->setUniformItemSizes(true);
    m_list->setModel(m_rows);
    m_note->setObjectName(u"filesNote"_s);
    m_note->setContentsMargins(Metrics::large, Metrics::small, Metrics::large, Metrics::small);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_none);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(Metrics::small, Metrics::small, Metrics::large, 0);
    top->addWidget(m_back);
    top->addWidget(new Label(tr("Files"), Label::Size::Strong, Label::Tone::Normal, Label::Wrap::No), 1);
    top->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::small);
    layout->addLayout(top);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_note);
    setFocusProxy(m_list);
}

void FilesPane::open(ChatId chat)
{
    m_rows->setSourceModel(nullptr);
    m_files.reset();
    if (chat.isNull())
        return;
    m_files = m_account.openFiles(chat);
    connect(m_files.get(), &FileListModel::stateChanged, this, &FilesPane::showState);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_files.get(), signal, this, &FilesPane::showState);
    connect(m_files.get(), &QAbstractItemModel::modelReset, this, &FilesPane::showState);
    m_rows->setSourceModel(m_files.get());
    m_list->scrollToTop();
    showState();
}

void FilesPane::showState()
{
    const bool isEmpty = m_files->rowCount() == 0;
    if (m_files->isLoading())
        m_none->setContent(tr("Looking for files…"), {});
    else
        m_none->setContent(tr("No files yet"), tr("What is sent here as a file is found here."));
    m_pages->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_none) : m_list);
    m_note->setText(tr("The server cannot be reached. There may be more files than this device knows."));
    m_note->setVisible(m_files->isLocal());
}

} // namespace confab
