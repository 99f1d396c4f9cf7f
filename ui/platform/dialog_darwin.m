//go:build cgo

#import <Cocoa/Cocoa.h>
#import <UniformTypeIdentifiers/UniformTypeIdentifiers.h>

#include "_cgo_export.h"

// Panels that are open, by their answer. Used on the main thread only.
static NSMutableDictionary<NSNumber *, NSSavePanel *> *panels;

static void describe(NSSavePanel *panel, NSString *title, NSString *accept,
                     NSString *dir, NSArray<NSString *> *exts) {
  panel.message = title; // a sheet has no title
  panel.title = title;
  if ([accept length] > 0) panel.prompt = accept;
  if ([dir length] > 0)
    panel.directoryURL = [NSURL fileURLWithPath:dir isDirectory:YES];
  if ([exts count] == 0) return;
  if (@available(macOS 11.0, *)) {
    NSMutableArray<UTType *> *types = [NSMutableArray array];
    for (NSString *ext in exts) {
      UTType *type = [UTType typeWithFilenameExtension:ext];
      if (type != nil) [types addObject:type];
    }
    if ([types count] > 0) panel.allowedContentTypes = types;
  }
}

static void finish(uintptr_t answer, NSSavePanel *panel, NSModalResponse how) {
  [panels removeObjectForKey:@(answer)];
  if (how == NSModalResponseOK) {
    NSArray<NSURL *> *urls = [panel isKindOfClass:[NSOpenPanel class]]
                                 ? [(NSOpenPanel *)panel URLs]
                                 : @[ panel.URL ];
    for (NSURL *url in urls) {
      assayAnswer(answer, (char *)[url fileSystemRepresentation]);
    }
  }
  assayAnswer(answer, NULL);
}

void assayAskForFiles(assayRequest r, uintptr_t answer) {
  NSString *title = @(r.title), *accept = @(r.accept), *dir = @(r.dir),
           *name = @(r.name), *list = @(r.exts);
  NSArray<NSString *> *exts =
      [list length] > 0 ? [list componentsSeparatedByString:@" "] : @[];
  BOOL folder = r.folder, save = r.save, many = r.many;
  NSWindow *parent = (__bridge NSWindow *)(void *)r.parent;
  dispatch_async(dispatch_get_main_queue(), ^{
    if (panels == nil) panels = [NSMutableDictionary dictionary];
    NSSavePanel *panel;
    if (save) {
      panel = [NSSavePanel savePanel];
      panel.nameFieldStringValue = name;
      panel.extensionHidden = NO;
      panel.allowsOtherFileTypes = YES;
    } else {
      NSOpenPanel *open = [NSOpenPanel openPanel];
      open.canChooseFiles = !folder;
      open.canChooseDirectories = folder;
      open.allowsMultipleSelection = many;
      open.canCreateDirectories = YES;
      panel = open;
    }
    describe(panel, title, accept, dir, exts);
    panels[@(answer)] = panel;
    void (^done)(NSModalResponse) = ^(NSModalResponse how) {
      finish(answer, panel, how);
    };
    if (parent != nil) {
      [panel beginSheetModalForWindow:parent completionHandler:done];
    } else {
      [panel beginWithCompletionHandler:done];
    }
  });
}

void assayStopAsking(uintptr_t answer) {
  dispatch_async(dispatch_get_main_queue(), ^{
    [panels[@(answer)] cancel:nil]; // which calls the completion handler
  });
}
