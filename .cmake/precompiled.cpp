// SPDX-License-Identifier: Apache-2.0
// What the targets are made of that compile the headers all others share (confab_precompiled).
