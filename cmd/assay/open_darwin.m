#import <Cocoa/Cocoa.h>

#include "_cgo_export.h"

// AssayDocuments hears which documents the Finder wants opened.
@interface AssayDocuments : NSObject
@end

@implementation AssayDocuments

- (void)openDocuments:(NSAppleEventDescriptor *)event
       withReplyEvent:(NSAppleEventDescriptor *)reply {
  NSAppleEventDescriptor *list =
      [event paramDescriptorForKeyword:keyDirectObject];
  for (NSInteger i = 1; i <= [list numberOfItems]; i++) {
    NSURL *url = [[list descriptorAtIndex:i] fileURLValue];
    if ([url isFileURL]) {
      assayOpenDocument((char *)[[url path] fileSystemRepresentation]);
    }
  }
}

// AppKit sets handlers of its own while it starts, right before it tells that
// it will finish launching, and delivers what was double-clicked right after.
- (void)willFinishLaunching:(NSNotification *)notification {
  [[NSAppleEventManager sharedAppleEventManager]
      setEventHandler:self
          andSelector:@selector(openDocuments:withReplyEvent:)
        forEventClass:kCoreEventClass
           andEventID:kAEOpenDocuments];
}

@end

void assayListenForDocuments(void) {
  static AssayDocuments *documents; // kept for as long as the program runs
  if (documents == nil) {
    documents = [[AssayDocuments alloc] init];
    [[NSNotificationCenter defaultCenter]
        addObserver:documents
           selector:@selector(willFinishLaunching:)
               name:NSApplicationWillFinishLaunchingNotification
             object:nil];
  }
}
